//! The reader of stories.

use ballotline::data::{Descriptor, FileText, Package, Problem, Story, embedded};

fn embedded_package() -> Package {
    let descriptor: Descriptor =
        serde_json::from_str(embedded::descriptor_json()).expect("the descriptor is valid");
    Package { descriptor, files: embedded::files() }
}

#[test]
fn the_embedded_story_has_its_known_oddities() {
    let (story, problems) = Story::read(&embedded_package());
    for p in &problems {
        eprintln!("{p:?}");
    }
    eprintln!("{} {} {}", story.elections.len(), story.events.len(), story.sources.len());
    assert_eq!(problems.len(), 7);
}
