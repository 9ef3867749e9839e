//! One compiled module as a stem and parts that are fetched when a figure of theirs is shown.
//!
//! Decides what stands where: a part holds what can only be reached through the doors of its figures, the stem all else: memory,
//! data, and what more than one part needs. In the stem a door is a call through the function table; a part, when it is
//! instantiated, puts its doors there. A part imports from the stem all that it uses and does not hold: functions by their places
//! in that table, which takes fewer bytes than names, all else by name. So there is one instance with one memory, and what parts
//! share is fetched once. Each stem is made with one part left in it, for a page that
//! begins with that one. Leaves to [`crate::wasm`] which figures belong together, and to `www/element.js` that a part is there
//! before its figures are.
//!
//! Plans are made anew from the module for the stem and for each part: walrus' modules cannot be cloned, and wasm-bindgen gives
//! the same module for the same input.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail};
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalId,
    GlobalKind, ImportKind, ImportedFunction, MemoryId, Module, TableId,
};

/// What parts call the stem in their imports.
pub const STEM: &str = "s";
/// What they call its table, and what the stem exports it as; short names are in small letters. A function is imported from it by
/// its place there, in digits of [`RADIX`].
pub const TABLE: &str = "T";
/// How the script reads these names.
pub const RADIX: u32 = 36;

/// Names of the functions by which a chart, its surroundings and what a reader does with it are entered. They are never inlined,
/// so that they are there to be found.
const DOORS: [&str; 16] = [
    "series", "place", "draw", "table", "spoken", "taken", "figure", "words", "shown", "say", "press", "key",
    "grasp", "drag", "read_at", "wheel",
];

/// The figure that a function is a door of, as a module's name: the functions [`DOORS`] of the modules `charts::NAME`,
/// `app::chrome::NAME`, `app::update::NAME`, `app::picture::NAME` and `app::share`.
fn figure_of(function: &str) -> Option<&str> {
    // `ballotline[0123456789abcdef]::charts::history::place`, or with the hash behind where std is not compiled along.
    let path = match function.strip_prefix("ballotline::") {
        Some(path) => path.rsplit_once("::h")?.0,
        None => function.strip_prefix("ballotline[")?.split_once("]::")?.1,
    };
    let within = ["charts::", "app::chrome::", "app::update::", "app::picture::", "app::"]
        .iter()
        .find_map(|folder| path.strip_prefix(folder))?;
    let (figure, door) = within.split_once("::")?;
    DOORS.contains(&door).then_some(figure)
}

/// What a function names.
#[derive(Default)]
struct Named {
    functions: BTreeSet<FunctionId>,
    globals: BTreeSet<GlobalId>,
    memories: BTreeSet<MemoryId>,
    tables: BTreeSet<TableId>,
}

impl<'a> Visitor<'a> for Named {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.insert(*function);
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.insert(*global);
    }

    fn visit_memory_id(&mut self, memory: &MemoryId) {
        self.memories.insert(*memory);
    }

    fn visit_table_id(&mut self, table: &TableId) {
        self.tables.insert(*table);
    }
}

/// What a function of the module names; nothing for an imported one.
fn named(module: &Module, function: FunctionId) -> Named {
    let mut named = Named::default();
    if let FunctionKind::Local(local) = &module.funcs.get(function).kind {
        dfs_in_order(&mut named, local, local.entry_block());
    }
    named
}

/// Where everything stands.
struct Plan {
    /// Each door with its place in the function table, part after part.
    slots: Vec<(FunctionId, u64)>,
    /// What parts import of the stem's functions, each with its place in the table after the doors.
    given: Vec<(FunctionId, u64)>,
    /// The functions of each part.
    parts: Vec<BTreeSet<FunctionId>>,
    /// What parts import of the stem.
    shared: Named,
    table: TableId,
}

impl Plan {
    /// Plans the parts, each given by its figures; the last is that which figures are taken away with.
    fn new(module: &Module, figures: &[&[&str]]) -> Result<Plan> {
        let table = module.tables.main_function_table()?.context("the module has no table of functions")?;
        let mut doors: Vec<BTreeSet<FunctionId>> = vec![BTreeSet::new(); figures.len()];
        for function in module.funcs.iter() {
            let figure = function.name.as_deref().and_then(figure_of);
            let part = figures.iter().position(|own| figure.is_some_and(|figure| own.contains(&figure)));
            if let Some(part) = part {
                doors[part].insert(function.id());
            }
        }
        for figure in figures.iter().copied().flatten() {
            let is_own = |name: &str| figure_of(name) == Some(figure);
            if !module.funcs.iter().any(|function| function.name.as_deref().is_some_and(is_own)) {
                bail!("{figure} has no door: were its functions inlined, or renamed?");
            }
        }
        let names: BTreeMap<FunctionId, Named> =
            module.funcs.iter().map(|function| (function.id(), named(module, function.id()))).collect();
        let all_doors: BTreeSet<FunctionId> = doors.iter().flatten().copied().collect();
        let reached = |from: BTreeSet<FunctionId>| {
            let mut reached = from.clone();
            let mut ahead: Vec<FunctionId> = from.into_iter().collect();
            while let Some(function) = ahead.pop() {
                let next = names.get(&function).map(|named| &named.functions);
                ahead.extend(
                    next.into_iter()
                        .flatten()
                        .filter(|next| !all_doors.contains(next) && reached.insert(**next)),
                );
            }
            reached
        };
        let behind: Vec<BTreeSet<FunctionId>> = doors.iter().map(|doors| reached(doors.clone())).collect();
        // What figures are taken away with has its own copy of what it has in common with one part: nobody else is to wait for
        // that.
        let alone = behind.split_last().map_or(&[] as &[_], |(_, others)| others);
        let mut roots = roots(module);
        for function in names.keys() {
            if alone.iter().filter(|part| part.contains(function)).count() > 1 {
                roots.insert(*function);
            }
        }
        let stem = reached(roots.difference(&all_doors).copied().collect());
        let parts: Vec<BTreeSet<FunctionId>> =
            behind.iter().map(|part| part.difference(&stem).copied().collect()).collect();
        let mut shared = Named::default();
        for part in &parts {
            for named in part.iter().filter_map(|function| names.get(function)) {
                shared.functions.extend(named.functions.difference(part));
                shared.globals.extend(&named.globals);
                shared.memories.extend(&named.memories);
                shared.tables.extend(&named.tables);
            }
        }
        let mut places = module.tables.get(table).initial..;
        let slots = doors.into_iter().flatten().zip(places.by_ref()).collect();
        let given = shared.functions.iter().copied().zip(places).collect();
        Ok(Plan { slots, given, parts, shared, table })
    }

    /// What parts import besides functions, by its name; the memory by the version of the whole, so that a part cannot be joined
    /// to the stem of another build, whose addresses differ.
    fn exports(&self, version: &str) -> Vec<(String, ExportItem)> {
        let globals = self.shared.globals.iter().map(|id| ExportItem::Global(*id));
        let tables =
            self.shared.tables.iter().filter(|id| **id != self.table).map(|id| ExportItem::Table(*id));
        let named = globals.chain(tables).enumerate().map(|(index, item)| (short_name(index), item));
        let memories = self.shared.memories.iter().map(|id| (version.to_owned(), ExportItem::Memory(*id)));
        named.chain(memories).chain([(TABLE.to_owned(), ExportItem::Table(self.table))]).collect()
    }

    /// Makes room in the table for the doors and for what parts import.
    fn widen_table(&self, module: &mut Module) {
        let table = module.tables.get_mut(self.table);
        table.initial += (self.slots.len() + self.given.len()) as u64;
        table.maximum = table.maximum.map(|most| most.max(table.initial));
    }
}

/// The functions that are there without any door: what is exported, and what stands in a table.
fn roots(module: &Module) -> BTreeSet<FunctionId> {
    let mut roots: BTreeSet<FunctionId> = module.start.into_iter().collect();
    roots.extend(module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(function) => Some(function),
        _ => None,
    }));
    for element in module.elements.iter() {
        match &element.items {
            ElementItems::Functions(functions) => roots.extend(functions),
            ElementItems::Expressions(_, items) => roots.extend(items.iter().filter_map(|item| match item {
                ConstExpr::RefFunc(function) => Some(*function),
                _ => None,
            })),
        }
    }
    roots
}

/// Makes the module its stem, with one part left in it.
pub fn into_stem(module: &mut Module, version: &str, figures: &[&[&str]], within: usize) -> Result<()> {
    let plan = Plan::new(module, figures)?;
    plan.widen_table(module);
    let left = plan.parts.get(within).context("there is no such part")?;
    for (door, slot) in plan.slots.iter().filter(|(door, _)| !left.contains(door)) {
        let FunctionKind::Local(local) = &module.funcs.get(*door).kind else { continue };
        let (ty, arguments) = (local.ty(), local.args.clone());
        let (parameters, results) = (module.types.params(ty).to_vec(), module.types.results(ty).to_vec());
        let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
        let mut body = builder.func_body();
        for argument in &arguments {
            body.local_get(*argument);
        }
        body.i32_const(*slot as i32).call_indirect(ty, plan.table);
        module.funcs.get_mut(*door).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    for (name, item) in plan.exports(version) {
        module.exports.add(&name, item);
    }
    put(module, plan.table, &plan.given);
    walrus::passes::gc::run(module);
    Ok(())
}

/// Puts functions into the table, where the first of them has its place.
fn put(module: &mut Module, table: TableId, functions: &[(FunctionId, u64)]) {
    let first = functions.first().map_or(0, |(_, slot)| *slot as i32);
    let place = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(first)) };
    let items = ElementItems::Functions(functions.iter().map(|(function, _)| *function).collect());
    let element = module.elements.add(place, items);
    module.tables.get_mut(table).elem_segments.insert(element);
}

/// Makes the module one of its parts.
pub fn into_part(module: &mut Module, version: &str, figures: &[&[&str]], part: usize) -> Result<()> {
    let plan = Plan::new(module, figures)?;
    let own = plan.parts.get(part).context("there is no such part")?;
    plan.widen_table(module);
    for export in module.exports.iter().map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    for custom in module.customs.iter().map(|(id, _)| id).collect::<Vec<_>>() {
        module.customs.delete(custom);
    }
    module.start = None;
    for import in module.imports.iter().map(|import| import.id()).collect::<Vec<_>>() {
        module.imports.delete(import);
    }
    for data in module.data.iter().map(|data| data.id()).collect::<Vec<_>>() {
        module.data.delete(data);
    }
    for element in module.elements.iter().map(|element| element.id()).collect::<Vec<_>>() {
        module.elements.delete(element);
    }
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
    for (function, slot) in plan.given.iter().filter(|(function, _)| !own.contains(function)) {
        let import = module.imports.add(TABLE, &in_digits(*slot), ImportKind::Function(*function));
        let ty = module.funcs.get(*function).ty();
        module.funcs.get_mut(*function).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    for (name, item) in plan.exports(version) {
        let mut import = |kind| module.imports.add(STEM, &name, kind);
        match item {
            ExportItem::Global(id) => {
                let import = import(ImportKind::Global(id));
                module.globals.get_mut(id).kind = GlobalKind::Import(import);
            }
            ExportItem::Memory(id) => {
                let import = import(ImportKind::Memory(id));
                module.memories.get_mut(id).import = Some(import);
            }
            ExportItem::Table(id) => {
                let import = import(ImportKind::Table(id));
                module.tables.get_mut(id).import = Some(import);
            }
            ExportItem::Function(_) | ExportItem::Tag(_) => {}
        }
    }
    let doors: Vec<_> = plan.slots.iter().filter(|(door, _)| own.contains(door)).copied().collect();
    put(module, plan.table, &doors);
    walrus::passes::gc::run(module);
    Ok(())
}

/// A number in digits of [`RADIX`].
fn in_digits(number: u64) -> String {
    let radix = u64::from(RADIX);
    let digit = char::from_digit((number % radix) as u32, RADIX).unwrap_or('0').to_string();
    if number < radix { digit } else { in_digits(number / radix) + &digit }
}

/// Names in a row: `a` … `z`, `aa`, `ab` …
pub fn short_name(index: usize) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        rest => short_name(rest - 1) + &letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_known_by_its_path() {
        let cases = [
            ("ballotline[0123456789abcdef]::charts::un_votes::place", Some("un_votes")),
            ("ballotline[0123456789abcdef]::app::update::timeline::press", Some("timeline")),
            ("ballotline[0123456789abcdef]::app::share::taken", Some("share")),
            ("ballotline::charts::results::place::h0123456789abcdef", Some("results")),
            ("ballotline::charts::results::place::{{closure}}::h0123456789abcdef", None),
            ("ballotline[0123456789abcdef]::charts::timeline::lanes::place", None),
            ("ballotline[0123456789abcdef]::charts::mark::draw_shape", None),
            ("core[0123456789abcdef]::charts::results::place", None),
        ];
        for (function, figure) in cases {
            assert_eq!(figure_of(function), figure, "{function}");
        }
    }

    #[test]
    fn digits_are_those_that_the_script_reads() {
        for (number, digits) in [(0, "0"), (35, "z"), (36, "10"), (755, "kz")] {
            assert_eq!(in_digits(number), digits);
            assert_eq!(u64::from_str_radix(digits, RADIX), Ok(number));
        }
    }

    #[test]
    fn short_names_differ() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(short_name), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
