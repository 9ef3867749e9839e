//! Round `verdicts`: the strip's key, and below it the words themselves, band by band, as elements of the document.
//!
//! Decides what stands with a voice: its name, its number, its quotations each with who, when and where, its paraphrase. In a
//! still page the words stand once, below the pictures of all widths (see [`words`]). The way to the timeline stands before
//! the last source: the room that is kept for a source may be more than it needs.

use crate::analysis::verdict::{Band, Voice};
use crate::charts::verdicts;
use crate::data::{ObserverKind, Quote, SourceIndex, Story};
use crate::words;
use crate::words::number::signed;

use super::{Form, cited, deck, headline, numbers, picture, source_line};
use crate::app::Model;
use crate::app::icon;
use crate::app::markup::{Element, element};

/// The figure's surroundings.
#[inline(never)]
pub fn figure(
    out: Element,
    model: &Model,
    series: &verdicts::Series,
    written: &str,
    form: Form<'_>,
) -> Element {
    let story = model.story();
    let headline_text =
        if written.is_empty() { words::verdicts::headline(series.values()) } else { written.to_string() };
    let count = |is_own: &dyn Fn(&Band) -> bool| {
        series.verdicts.bands.iter().filter(|band| is_own(band)).map(|band| band.voices.len()).sum()
    };
    let counts = [
        count(&|band| band.value.is_some()),
        count(&|band| band.value.is_none() && band.is_known),
        count(&|band| !band.is_known),
    ];
    let date = story.election.and_then(|index| story.elections.get(index)).map(|election| election.date);
    let swatch = |class: &'static str, text: &'static str| {
        element("span").child(element("span").class(class).with("aria-hidden", "true")).text(text)
    };
    let mut key = element("p")
        .class("bl-key")
        .child(swatch("bl-swatch-disc", words::verdicts::MISSION_KEY.text()))
        .child(swatch("bl-swatch-square", words::verdicts::STATE_KEY.text()));
    if counts[1] + counts[2] > 0 {
        key = key.child(element("span").text(words::verdicts::HOLLOW_KEY));
    }
    if series.is_cut() {
        key = key.child(element("span").text(words::verdicts::scale_key(series.end())));
    }
    let out = out
        .child(headline(&headline_text))
        .children(date.map(|date| deck(words::verdicts::deck(date, counts))))
        .children(numbers(model, form))
        .child(picture(form, words::verdicts::PICTURE.text()))
        .child(key);
    if form.is_live() { out.child(words(model, series, true)) } else { out }
}

/// Voices of a band that are never folded.
const FEW: usize = 2;

/// Everything below the picture.
#[inline(never)]
pub fn words(model: &Model, series: &verdicts::Series, is_live: bool) -> Element {
    let story = model.story();
    let verdicts = &series.verdicts;
    let mut out = element("div").class("bl-words");
    for band in &verdicts.bands {
        let count = band.voices.len();
        let head = element("div").class("bl-band-head");
        let head = match band.value {
            Some(value) => {
                let number =
                    element("b").class(icon::role_class(verdicts::value_role(value))).text(signed(value, 1));
                head.child(element("h3").text(labels(story, band, &verdicts.voices)))
                    .child(element("p").class("bl-value").child(number))
                    .child(element("p").class("bl-by").text(words::verdicts::rests_on(count)))
            }
            None => {
                let name = if band.is_known {
                    words::verdicts::NOT_CODED.text()
                } else {
                    words::verdicts::NOT_FOUND.text()
                };
                let count = words::verdicts::without_value(count, band.is_known);
                head.child(element("h3").text(name)).child(element("p").class("bl-by").text(count))
            }
        };
        let own = &verdicts.voices[band.voices.clone()];
        let is_chosen = own.iter().any(|voice| model.state.voice.as_ref() == Some(&voice.key));
        let mut voices = element("div").class(columns(count));
        // On a narrow page what follows the first few is folded.
        let few = if band.value.is_some() && count > FEW { FEW } else { count };
        let (first, more) = own.split_at(few);
        for (index, voice) in first.iter().enumerate() {
            voices = voices.child(said(model, voice, index == 0, is_live));
        }
        if !more.is_empty() {
            let is_chosen = more.iter().any(|voice| model.state.voice.as_ref() == Some(&voice.key));
            let rest = more.iter().map(|voice| said(model, voice, false, is_live));
            let fold = element("details").class("bl-more");
            let fold = if is_chosen { fold.with("open", "") } else { fold };
            let summary = element("summary").text(words::verdicts::more(more.len()));
            voices =
                voices.child(fold.child(summary).child(element("div").class("bl-voices").children(rest)));
        }
        let section = element("section").class("bl-band").child(head).child(voices);
        out = out.child(match band.value {
            Some(_) => section,
            // What has no value is at hand, and does not stand in the way.
            None => {
                let name = if band.is_known {
                    words::verdicts::NOT_CODED.text()
                } else {
                    words::verdicts::NOT_FOUND.text()
                };
                folded(section, name, count, is_chosen)
            }
        });
    }
    for (name, quotes) in [
        (words::verdicts::REPLIES.text(), &verdicts.replies),
        (words::verdicts::OTHERS.text(), &verdicts.others),
    ] {
        if quotes.is_empty() {
            continue;
        }
        let of = quotes.iter().filter_map(|index| story.quotes.get(*index)).map(|quote| {
            let name = element("h4").text(quote.speaker.clone());
            quotation(element("article").class("bl-voice").child(name), story, quote, &quote.speaker, None)
        });
        let of = element("div").class(columns(quotes.len())).children(of);
        let head = element("div").class("bl-band-head").child(element("h3").text(name));
        let section = element("section").class("bl-band bl-reply").child(head).child(of);
        let is_reply = name == words::verdicts::REPLIES.text();
        out = out.child(if is_reply { section } else { folded(section, name, quotes.len(), false) });
    }
    let totals = story
        .observers
        .iter()
        .filter(|observer| observer.kind == ObserverKind::Total && Some(observer.election) == story.election);
    out.child(source_line(story, |line| {
        totals.fold(line.text(words::verdicts::NOTE), |line, total| {
            let text = words::verdicts::total(&total.mission, total.accredited, &total.assessment);
            cited(line.text(text).text(" ("), story, vec![total.source]).text("). ")
        })
    }))
}

/// A band that opens when it is asked for.
fn folded(section: Element, name: &'static str, count: usize, is_open: bool) -> Element {
    let summary = element("summary").text(words::verdicts::folded(name, count));
    let out = element("details").class("bl-notes bl-fold").child(summary).child(section);
    if is_open { out.with("open", "") } else { out }
}

/// The codes of a band's statements in words, each once and without what stands in brackets.
fn labels(story: &Story, band: &Band, voices: &[Voice]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for voice in &voices[band.voices.clone()] {
        let event = voice.event.and_then(|index| story.events.get(index));
        let code = event.and_then(|event| story.codes.get(event.code));
        if let Some(label) = code.and_then(|code| code.label.split(" (").next())
            && !labels.contains(&label)
        {
            labels.push(label);
        }
    }
    labels.join("; ")
}

/// One voice stands over the whole width, two in halves, more in thirds.
fn columns(count: usize) -> &'static str {
    match count {
        1 => "bl-voices bl-alone",
        2 => "bl-voices bl-two",
        _ => "bl-voices",
    }
}

/// A voice with its words.
fn said(model: &Model, voice: &Voice, is_lead: bool, is_live: bool) -> Element {
    let story = model.story();
    let observer = voice.observer.and_then(|index| story.observers.get(index));
    let event = voice.event.and_then(|index| story.events.get(index));
    let is_chosen = model.state.voice.as_ref() == Some(&voice.key);
    let is_hot = is_chosen || model.state.hover.as_ref() == Some(&voice.key);
    let name = verdicts::name(story, voice);
    let (short, rest) = name.split_at(name.find(" (").unwrap_or(name.len()));
    let mut heading = element("h4");
    heading = if is_live {
        let button = element("button")
            .with("type", "button")
            .with("aria-pressed", is_chosen.to_string())
            // The keyboard chooses in the picture.
            .with("tabindex", "-1")
            .says(["voice ", &voice.key].concat());
        heading.child(button.text(short))
    } else {
        // As a button it is one piece; lines break there alike.
        heading.child(element("b").text(short))
    };
    let mut about = rest.trim_start().to_string();
    if let Some(count) = observer.and_then(|observer| observer.accredited) {
        about = [about, words::verdicts::observers(count)].join(" ");
    }
    if !about.is_empty() {
        heading = heading.text(" ").child(element("span").text(about));
    }
    let class = match (is_lead, is_hot) {
        (false, false) => "bl-voice",
        (true, false) => "bl-voice bl-lead",
        (false, true) => "bl-voice bl-hot",
        (true, true) => "bl-voice bl-lead bl-hot",
    };
    let mut out = element("article").class(class);
    if is_chosen {
        out = out.with("id", "voice").with("tabindex", "-1");
    }
    out = out.child(heading);
    let mut way = event.map(|event| {
        if is_live {
            let button = element("button").class("bl-link").with("type", "button");
            button.says(["show ", &event.id].concat()).text(words::verdicts::IN_THE_TIMELINE)
        } else {
            let link = element("a").class("bl-link").with("href", words::timeline::in_record(&event.id));
            link.text(words::timeline::RECORD)
        }
    });
    let assessment = observer.map_or("", |observer| observer.assessment.as_str());
    for (index, quote) in voice.quotes.iter().filter_map(|index| story.quotes.get(*index)).enumerate() {
        let is_last = index + 1 == voice.quotes.len() && assessment.is_empty();
        out = quotation(out, story, quote, name, if is_last { way.take() } else { None });
    }
    if let Some(observer) = observer.filter(|_| !assessment.is_empty()) {
        // Where it was read stands under a quotation already, if it is the same.
        let is_named = voice.quotes.iter().any(|index| story.quotes[*index].source == observer.source);
        let of = if is_named { Vec::new() } else { vec![observer.source] };
        out = paraphrase(out, story, [assessment, &story.observers_language], String::new(), way, of);
    } else if let Some(event) = event.filter(|_| voice.quotes.is_empty()) {
        let when = words::dated(event.date, event.precision) + ". ";
        let of = event.sources.clone();
        out = paraphrase(out, story, [&event.summary, &story.events_language], when, way, of);
    } else if let Some(observer) = observer.filter(|_| voice.quotes.is_empty()) {
        let words = element("p").class("bl-paraphrase bl-unsaid").text(words::verdicts::NO_STATEMENT);
        out = by(out, words, story, String::new(), way, vec![observer.source]);
    }
    out
}

/// A quotation, and who said it, when and where, as far as it is not said already.
fn quotation(out: Element, story: &Story, quote: &Quote, name: &str, way: Option<Element>) -> Element {
    let words = element("blockquote").with("lang", &quote.language);
    let mut who: Vec<String> = Vec::new();
    if quote.speaker != name {
        who.push(quote.speaker.clone());
    }
    who.push(quote.role.clone());
    who.extend(quote.date.map(|(day, precision)| words::dated(day, precision)));
    who.retain(|part| !part.is_empty());
    let mut who = who.join(", ");
    if !who.is_empty() {
        who.push_str(". ");
    }
    let words = words.text(words::verdicts::quoted(&quote.quote, &quote.language));
    by(out, words, story, who, way, vec![quote.source])
}

fn paraphrase(
    out: Element,
    story: &Story,
    [text, language]: [&str; 2],
    who: String,
    way: Option<Element>,
    of: Vec<SourceIndex>,
) -> Element {
    let words = element("p").class("bl-paraphrase").with("lang", language).text(text);
    by(out, words, story, who, way, of)
}

/// Words, who said them, the way to their event and where they were read; where, once the sources are here.
fn by(
    out: Element,
    words: Element,
    story: &Story,
    who: String,
    way: Option<Element>,
    sources: Vec<SourceIndex>,
) -> Element {
    let said = element("div").class("bl-said").child(words);
    if who.is_empty() && way.is_none() && sources.is_empty() {
        return out.child(said);
    }
    // Each has a line to itself, which is kept for it until it is here: nothing below moves.
    let lines = sources.into_iter().map(|source| {
        let line = element("span").class("bl-cite");
        if story.sources_read { cited(line, story, vec![source]) } else { line }
    });
    out.child(said.child(element("p").class("bl-by").text(who).children(way).children(lines)))
}
