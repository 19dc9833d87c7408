//! All that is known without a run: the version, the language, the bounds, the protocols, the gallery.

use crate::data::Data;
use crate::kernel::option::Slot;
use crate::kernel::{CLIENTS_MAX, LOSING_MAX, NODES_MAX, RuleInfo, ZONE_NAME_MAX};
use crate::registry::{GalleryEntry, PROTOCOLS, gallery};
use crate::scenario;
use crate::search;
use crate::setup::{self, Language, ProtocolInfo, Setup};
use crate::time::{Time, TimeRange};
use crate::timeline;
use crate::value::COUNT_MAX;
use crate::view;

/// For forms, docs, and the page.
pub fn catalog() -> Data {
    let scenario = |GalleryEntry { name, protocol, text }| {
        Data::Fields(vec![
            ("name", Data::text(name)),
            ("protocol", Data::text(protocol)),
            ("text", Data::text(text)),
        ])
    };
    Data::Fields(vec![
        ("version", Data::count(scenario::VERSION)),
        ("header", header(&setup::LANGUAGE)),
        ("actions", actions(&setup::LANGUAGE, &[])),
        ("options", Data::List(shared_options())),
        ("bounds", Data::Fields(bounds())),
        ("protocols", Data::List(PROTOCOLS.iter().map(|setup| protocol_info(setup())).collect())),
        ("scenarios", Data::List(gallery().map(scenario).collect())),
    ])
}

/// A first word, and how its line is written.
fn line(name: &'static str, word: &str, syntax: &str) -> Data {
    Data::Fields(vec![(name, Data::text(word)), ("syntax", Data::text(syntax))])
}

fn header(language: &Language) -> Data {
    Data::List(language.header.iter().map(|(word, syntax)| line("word", word, syntax)).collect())
}

fn actions(language: &Language, own: &[(&str, &str)]) -> Data {
    let shared = language.verbs.iter().zip(language.syntax).map(|(verb, syntax)| line("verb", verb, syntax));
    Data::List(shared.chain(own.iter().map(|(verb, syntax)| line("verb", verb, syntax))).collect())
}

/// The options that every cluster of nodes has.
fn shared_options() -> Vec<Data> {
    let mut setups = PROTOCOLS.iter().map(|setup| setup());
    let cluster = setups.find(|setup| *setup.info().language == setup::LANGUAGE);
    cluster.map_or(vec![], |setup| options(setup, true))
}

/// Options with what they take: those that its language has, or those of its own.
fn options(mut setup: Box<dyn Setup>, shared: bool) -> Vec<Data> {
    let (language, names) = (setup.info().language, setup.options());
    let wanted = names.into_iter().enumerate().filter(|(_, name)| language.options.contains(name) == shared);
    let option = |(place, name)| {
        let least = least_duration(&*setup, name, place);
        option_data(name, &setup.option(place), least)
    };
    wanted.map(option).collect()
}

/// What is known of a protocol without a run. Its header lines and moves are null where they are those of every cluster.
pub fn protocol_info(setup: Box<dyn Setup>) -> Data {
    let (info, bugs, moves) = (setup.info(), setup.bugs(), setup.moves());
    let own = *info.language != setup::LANGUAGE;
    Data::Fields(vec![
        ("name", Data::text(info.name)),
        ("options", Data::List(options(setup, false))),
        ("bugs", Data::texts(bugs)),
        ("header", if own { header(info.language) } else { Data::Null }),
        ("actions", if own || !moves.is_empty() { actions(info.language, moves) } else { Data::Null }),
        ("timers", Data::texts(info.timers)),
        ("messages", Data::texts(info.messages)),
        ("kinds", Data::texts(kinds(&info))),
        ("rules", Data::List(info.rules.iter().map(rule_data).collect())),
        ("properties", Data::List(info.properties.iter().map(|p| Data::Fields(view::property(p))).collect())),
    ])
}

/// All kinds of its records: those of its language, and the moments of its rules.
pub(crate) fn kinds(info: &ProtocolInfo) -> Vec<&'static str> {
    let mut kinds = info.language.kinds.to_vec();
    for moment in info.rules.iter().filter_map(|rule| rule.moment) {
        if !kinds.contains(&moment) {
            kinds.push(moment);
        }
    }
    kinds
}

/// An option with its default, as a form needs it; `least` is the least duration that it takes, if it takes one.
fn option_data(name: &'static str, default: &Slot<'_>, least: Time) -> Data {
    let mut fields = vec![
        ("name", Data::text(name)),
        ("default", Data::Text(default.get())),
        ("expected", Data::Text(default.expected())),
    ];
    fields.extend(default.data(least));
    Data::Fields(fields)
}

/// The least duration that an option takes: a microsecond where the protocol refuses 0.
fn least_duration(setup: &dyn Setup, name: &str, place: usize) -> Time {
    let mut tried = setup.cloned();
    match tried.option(place) {
        Slot::Duration(duration) => *duration = Time::ZERO,
        Slot::Limit(limit) => *limit = Some(Time::ZERO),
        Slot::Range(range) => range.min = Time::ZERO,
        Slot::RangeOrOff(range) => *range = Some(TimeRange::exactly(Time::ZERO)),
        _ => return Time::ZERO,
    }
    tried.check_option(name).map_or(Time::from_us(1), |()| Time::ZERO)
}

/// A rule, without an instance of it.
fn rule_data(rule: &RuleInfo) -> Data {
    Data::Fields(vec![
        ("code", Data::text(rule.code)),
        ("section", Data::text(rule.section)),
        ("moment", Data::optional(rule.moment)),
    ])
}

/// Every bound by its name. What exceeds one gets an error that names it.
fn bounds() -> Vec<(&'static str, Data)> {
    let shared = [
        ("EVENTS_PER_CALL_MAX", timeline::EVENTS_PER_CALL_MAX),
        ("OPEN_EVENTS_MAX", timeline::OPEN_EVENTS_MAX),
        ("RECORDS_PER_CALL_MAX", timeline::RECORDS_PER_CALL_MAX as u64),
        ("RECORDS_MAX", search::RECORDS_MAX),
        ("IN_FLIGHT_MAX", timeline::IN_FLIGHT_MAX as u64),
        ("SETTLE_MAX", timeline::SETTLE_MAX),
        ("RUN_BYTES_MAX", timeline::RUN_BYTES_MAX),
        ("BRANCHES_MAX", timeline::BRANCHES_MAX as u64),
        ("NODES_MAX", NODES_MAX.into()),
        ("CLIENTS_MAX", CLIENTS_MAX.into()),
        ("ZONE_NAME_MAX", ZONE_NAME_MAX as u64),
        ("LOSING_MAX", LOSING_MAX.into()),
        ("SEED_MAX", scenario::SEED_MAX),
        ("COUNT_MAX", COUNT_MAX),
        ("TEXT_MAX", scenario::TEXT_MAX as u64),
        ("LINE_MAX", scenario::LINE_MAX as u64),
        ("COMMAND_MAX", scenario::COMMAND_MAX as u64),
    ];
    let own = PROTOCOLS.iter().flat_map(|setup| setup().info().bounds.iter().copied());
    shared.into_iter().chain(own).map(|(name, bound)| (name, Data::count(bound))).collect()
}
