//! Every chore of the project, one verb each.
fn main() {}
