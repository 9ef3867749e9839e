//! What the painter makes of a scene: calls, and the SVG text of them.

#![allow(clippy::expect_used, reason = "a test may give up")]

use ballotline::layout::Font;
use ballotline::scene::painter::paint;
use ballotline::scene::palette::{Palette, css_name};
use ballotline::scene::svg::{SvgOptions, to_svg};
use ballotline::scene::trace::Trace;
use ballotline::scene::{Anchor, Ink, Item, Paint, Role, Scene, Shape, Stroke, Text};
use proptest::prelude::*;

fn scene(items: Vec<Item>) -> Scene {
    Scene { width_px: 100.0, height_px: 50.0, items }
}

fn fill(role: Role) -> Paint {
    Paint { fill: Some(role.into()), stroke: None }
}

fn stroke(role: Role, width_px: f64, dash_px: Option<(f64, f64)>) -> Paint {
    Paint { fill: None, stroke: Some(Stroke { ink: role.into(), width_px, dash_px }) }
}

fn line(points: &[(f64, f64)], paint: Paint) -> Item {
    Item::Shape(Shape::Path { points: points.to_vec(), closed: false }, paint)
}

fn rect(x: f64, y: f64, width: f64, height: f64, paint: Paint) -> Item {
    Item::Shape(Shape::Rect { x, y, width, height, radius: 0.0 }, paint)
}

fn text(content: &str, halo: bool) -> Item {
    Item::Text(Text {
        x: 10.0,
        y: 20.0,
        content: content.to_string(),
        font: Font::semibold(14),
        ink: Role::Ink.into(),
        anchor: Anchor::End,
        halo,
    })
}

fn trace(items: Vec<Item>) -> String {
    let mut surface = Trace::default();
    paint(&scene(items), &Palette::LIGHT, &mut surface).expect("a trace cannot fail");
    surface.text
}

fn svg(items: Vec<Item>) -> String {
    let svg = to_svg(&scene(items), &SvgOptions { names_marks: true, ..SvgOptions::page("A picture") });
    let start = svg.find('>').expect("a root");
    svg[start + 1..].strip_suffix("</svg>").expect("an end").to_string()
}

#[test]
fn a_mark_is_its_calls_between_its_borders() {
    let both =
        Paint { fill: Some(Ink { role: Role::Accent, alpha: 0.26 }), ..stroke(Role::Ground, 1.5, None) };
    let items = vec![
        Item::MarkBegin("event:a".to_string()),
        Item::Shape(Shape::Circle { x: 5.0, y: 6.03, radius: 2.8 }, both),
        text("Vote", true),
        Item::MarkEnd,
    ];
    assert_eq!(
        trace(items),
        "mark event:a\n\
         circle 100,121 #8a2a5f 26% radius 56 fill\n\
         circle 100,121 #ffffff 100% radius 56 width 30\n\
         halo 200,400 #ffffff 100% width 80\n\
         text 200,400 #15181b 100% size 14 semibold end Vote\n\
         end\n"
    );
}

#[test]
fn hairlines_stand_on_whole_pixels() {
    let rule = stroke(Role::Rule, 1.0, None);
    assert_eq!(
        trace(vec![line(&[(10.0, 0.0), (10.0, 50.0)], rule)]),
        "line 210,0 210,1000 #e4e7ea 100% width 20\n"
    );
    assert_eq!(
        trace(vec![line(&[(0.0, 9.99), (8.25, 9.99)], rule)]),
        "line 0,210 165,210 #e4e7ea 100% width 20\n"
    );
    // Neither a slanted nor a wider line moves.
    assert_eq!(trace(vec![line(&[(0.0, 0.0), (9.0, 1.0)], rule)]), "line 0,0 180,20 #e4e7ea 100% width 20\n");
    let wide = stroke(Role::Rule, 2.0, None);
    assert_eq!(
        trace(vec![line(&[(10.0, 0.0), (10.0, 50.0)], wide)]),
        "line 200,0 200,1000 #e4e7ea 100% width 40\n"
    );
}

#[test]
fn a_thin_edge_lies_inside_its_rectangle() {
    let edge = stroke(Role::Control, 1.0, None);
    assert_eq!(
        trace(vec![rect(10.0, 5.0, 30.0, 20.0, edge)]),
        "rect 210,110 790,490 #8a9198 100% width 20\n"
    );
}

#[test]
fn dashes_are_cut_from_whole_pixels() {
    let dotted = stroke(Role::InkThird, 1.0, Some((1.0, 3.0)));
    assert_eq!(
        trace(vec![line(&[(3.4, 0.3), (3.4, 9.6)], dotted)]),
        "line 70,0 70,20 #656c74 100% width 20\n\
         line 70,80 70,100 #656c74 100% width 20\n\
         line 70,160 70,180 #656c74 100% width 20\n"
    );
    // A dash goes on around a corner.
    let dashed = stroke(Role::InkThird, 2.0, Some((3.0, 3.0)));
    assert_eq!(
        trace(vec![line(&[(0.0, 0.0), (2.0, 0.0), (2.0, 6.0)], dashed)]),
        "path 0,0 40,0 40,20 #656c74 100% width 40\n\
         line 40,80 40,120 #656c74 100% width 40\n"
    );
}

#[test]
fn a_round_rectangle_is_a_polygon_within_its_sides() {
    let shape = Shape::Rect { x: 0.0, y: 0.0, width: 20.0, height: 10.0, radius: 50.0 };
    let lines = trace(vec![Item::Shape(shape, fill(Role::Bar))]);
    assert!(lines.starts_with("polygon 0,100 "), "{lines}");
    for (word, most) in [(0, 400), (1, 200)] {
        let values = lines.split(' ').filter(|part| part.contains(','));
        let values: Vec<i32> = values
            .map(|part| part.split(',').nth(word).and_then(|v| v.parse().ok()).expect("a number"))
            .collect();
        assert_eq!(values.iter().min(), Some(&0));
        assert_eq!(values.iter().max(), Some(&most));
    }
}

#[test]
fn likes_share_an_element() {
    // Level and upright lines of a page stand on half pixels, and what is thinner stays to be seen.
    assert_eq!(
        svg(vec![rect(0.2, 0.3, 10.1, 0.1, fill(Role::Bar))]),
        "<path fill=\"var(--bl-bar)\" d=\"M0 .5h10.5v.5h-10.5z\"/>"
    );
    assert_eq!(
        svg(vec![rect(0.2, 0.3, 10.1, 0.0, fill(Role::Bar))]),
        "<path fill=\"var(--bl-bar)\" d=\"M0 .5h10.5v0h-10.5z\"/>"
    );
    let items = vec![
        rect(0.0, 0.0, 10.5, 4.0, fill(Role::Bar)),
        rect(0.0, 6.0, 8.0, 4.0, fill(Role::Bar)),
        line(&[(0.0, 20.0), (10.0, 20.0), (20.0, 17.05), (21.0, 17.0)], stroke(Role::Ink, 2.0, None)),
    ];
    assert_eq!(
        svg(items),
        "<path fill=\"var(--bl-bar)\" d=\"M0 0h10.5v4h-10.5zM0 6h8v4h-8z\"/>\
         <path stroke=\"var(--bl-ink)\" stroke-width=\"2\" d=\"M0 20h10l10-3h1\"/>"
    );
}

#[test]
fn fill_and_edge_share_an_element_and_faint_fills_do_not_join() {
    let edged = Paint { stroke: stroke(Role::Ink, 2.0, None).stroke, ..fill(Role::Fill) };
    assert_eq!(
        svg(vec![rect(0.0, 0.0, 9.0, 9.0, edged)]),
        "<path fill=\"var(--bl-fill)\" stroke=\"var(--bl-ink)\" stroke-width=\"2\" d=\"M0 0h9v9h-9z\"/>"
    );
    // A halo: the edge lies below.
    let halo = stroke(Role::Ground, 3.0, None);
    let disc = |paint| Item::Shape(Shape::Circle { x: 9.0, y: 9.0, radius: 4.0 }, paint);
    assert_eq!(
        svg(vec![disc(halo), disc(fill(Role::Bar)), disc(fill(Role::Ink))]),
        "<circle fill=\"var(--bl-bar)\" stroke=\"var(--bl-ground)\" stroke-width=\"3\" paint-order=\"stroke\" \
         cx=\"9\" cy=\"9\" r=\"4\"/><circle fill=\"var(--bl-ink)\" cx=\"9\" cy=\"9\" r=\"4\"/>"
    );
    // What is dashed stays apart, and so does what is of another size.
    let apart = [
        vec![
            rect(0.0, 0.0, 9.0, 9.0, stroke(Role::Ground, 3.0, Some((1.0, 1.0)))),
            rect(0.0, 0.0, 9.0, 9.0, fill(Role::Bar)),
        ],
        vec![rect(0.0, 0.0, 9.0, 9.0, halo), rect(0.0, 0.0, 9.0, 8.0, fill(Role::Bar))],
    ];
    for items in apart {
        assert_eq!(svg(items).matches("<path").count(), 2);
    }
    let faint = Paint { fill: Some(Ink { role: Role::Bar, alpha: 0.5 }), stroke: None };
    let twice = svg(vec![rect(0.0, 0.0, 9.0, 9.0, faint), rect(1.0, 1.0, 9.0, 9.0, faint)]);
    assert_eq!(twice.matches("fill-opacity=\".5\"").count(), 2);
}

#[test]
fn text_is_escaped_and_grouped() {
    assert_eq!(
        svg(vec![text("a<b & \"c\"", false), text("d", false), text("e", true)]),
        "<g fill=\"var(--bl-ink)\" font-size=\"14\" font-weight=\"600\" text-anchor=\"end\">\
         <text x=\"10\" y=\"20\">a&lt;b &amp; &quot;c&quot;</text><text x=\"10\" y=\"20\">d</text></g>\
         <text fill=\"var(--bl-ink)\" font-size=\"14\" font-weight=\"600\" text-anchor=\"end\" \
         stroke=\"var(--bl-ground)\" stroke-width=\"4\" paint-order=\"stroke\" x=\"10\" y=\"20\">e</text>"
    );
}

#[test]
fn the_root_says_what_the_picture_is() {
    let picture = scene(vec![]);
    assert_eq!(
        to_svg(&picture, &SvgOptions { names_marks: true, ..SvgOptions::page("Votes & \"shares\"") }),
        "<svg viewBox=\"0 0 100 50\" width=\"100%\" height=\"50\" preserveAspectRatio=\"xMinYMin meet\" role=\"img\" \
         aria-label=\"Votes &amp; &quot;shares&quot;\" fill=\"none\" stroke-linejoin=\"round\" font-size=\"12\"></svg>"
    );
    let file = to_svg(&picture, &SvgOptions::file("Votes", &Palette::DARK));
    assert!(
        file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\" width=\"100\"")
    );
    assert!(file.ends_with("<path fill=\"#14171a\" d=\"M0 0h100v50h-100z\"/></svg>"), "{file}");
}

#[test]
fn a_bitmap_has_crisp_hairlines() {
    use ballotline::scene::bitmap::{Fonts, to_pixels};
    let Ok(font) = std::fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf") else { return };
    let fonts = [font];
    let fonts = Fonts { regular: &fonts, semibold: &fonts };
    let items = vec![line(&[(10.0, 0.0), (10.0, 50.0)], stroke(Role::Ink, 1.0, None)), text("Vote", true)];
    for scale in [1, 2] {
        let pixels = to_pixels(&scene(items.clone()), &Palette::LIGHT, scale, fonts).expect("pixels");
        assert_eq!((pixels.width, pixels.height), (100 * scale, 50 * scale));
        let row = 40 * scale as usize * 3 * pixels.width as usize;
        let at = |x: usize| pixels.rgb[row + 3 * x];
        let scale = scale as usize;
        assert_eq!(at(10 * scale - 1), 0xff);
        assert_eq!(at(10 * scale), 0x15);
        assert_eq!(at(11 * scale - 1), 0x15);
        assert_eq!(at(11 * scale), 0xff);
        assert!(pixels.to_png().expect("a file").starts_with(b"\x89PNG"));
    }
}

fn any_paint() -> impl Strategy<Value = Paint> {
    (any::<bool>(), 0.0..1.0, 0.0..9.0_f64, prop::option::of((0.01..9.0_f64, 0.01..9.0_f64))).prop_map(
        |(filled, alpha, width_px, dash_px)| Paint {
            fill: filled.then_some(Ink { role: Role::Accent, alpha }),
            stroke: Some(Stroke { ink: Role::Ink.into(), width_px, dash_px }),
        },
    )
}

fn any_shape() -> impl Strategy<Value = Shape> {
    let far = -2000.0..2000.0_f64;
    prop_oneof![
        (far.clone(), far.clone(), 0.0..500.0, 0.0..500.0, 0.0..99.0).prop_map(
            |(x, y, width, height, radius): (f64, f64, f64, f64, f64)| Shape::Rect {
                x,
                y,
                width,
                height,
                radius
            }
        ),
        (far.clone(), far.clone(), 0.0..99.0).prop_map(|(x, y, radius)| Shape::Circle { x, y, radius }),
        (prop::collection::vec((far.clone(), far), 0..6), any::<bool>())
            .prop_map(|(points, closed)| Shape::Path { points, closed }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_finite_scene_has_positions_near_its_own(shapes in prop::collection::vec((any_shape(), any_paint()), 0..4)) {
        let items = shapes.into_iter().map(|(shape, paint)| Item::Shape(shape, paint)).collect();
        for word in trace(items).split_whitespace().filter(|word| word.contains(',')) {
            for value in word.split(',') {
                let value: i32 = value.parse().expect("a whole number");
                prop_assert!(value.abs() <= 20 * 2501);
            }
        }
    }

    #[test]
    fn any_scene_is_drawn(x in any::<f64>(), y in any::<f64>(), size in any::<f64>()) {
        let items = vec![
            rect(x, y, size, size, fill(Role::Bar)),
            line(&[(x, y), (size, y)], stroke(Role::Ink, 1.0, None)),
        ];
        let svg = svg(items);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

#[test]
fn the_style_sheet_has_the_palettes_colours() {
    let css = include_str!("../www/ballotline.css");
    // Below stand those of stronger contrast and of forced colours, which the palette does not have.
    let (css, _) = css
        .split_once("/* ------------------------------------------------------------------ a figure")
        .expect("the palette ends there");
    for role in Role::ALL {
        let name = css_name(role);
        let found: Vec<&str> = css
            .lines()
            .filter_map(|line| line.trim().strip_prefix(name)?.strip_prefix(": ")?.strip_suffix(';'))
            // A page may give a colour of its own instead.
            .map(|value| {
                value
                    .strip_suffix(')')
                    .and_then(|value| value.rsplit_once(", "))
                    .map_or(value, |(_, own)| own)
            })
            .collect();
        let hex = |palette: &Palette| {
            let (red, green, blue) = palette.rgb(role);
            format!("#{red:02x}{green:02x}{blue:02x}")
        };
        // Light; dark by the system's wish; dark by the attribute.
        assert_eq!(found, [hex(&Palette::LIGHT), hex(&Palette::DARK), hex(&Palette::DARK)], "{name}");
    }
}
