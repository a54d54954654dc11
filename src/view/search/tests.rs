use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{text::words, *};
use crate::{
    protocol::{decode, encode},
    schedule::{
        Schedule, Session,
        tests::{edge_cases, istiocon, istiocon_with},
    },
};

/// What the browser does.
pub(crate) fn fold(text: &str) -> String {
    text.nfkd().collect::<String>().to_lowercase()
}

/// Made once: that takes longer than most tests.
fn of_istiocon() -> &'static Index {
    static INDEX: std::sync::OnceLock<Index> = std::sync::OnceLock::new();
    INDEX.get_or_init(|| Index::new(&istiocon(), fold))
}

fn found(index: &Index, query: &str) -> Vec<String> {
    let schedule = istiocon();
    let indices = index.find(query, fold).indices;
    indices.into_iter().map(|index| schedule.sessions[index].id.clone()).collect()
}

/// Queries over IstioCon, each with a session and the rank that it must have at least, counted from one.
const RELEVANT: &[(&str, &str, usize)] = &[
    // Titles, whole and half remembered.
    ("airbnb", "airbnb-on-istio", 1),
    ("sketch a mesh", "i-want-to-sketch-a-mesh-for-you", 1),
    ("roadmap", "istio-project-roadmap", 2),
    ("wild river", "istio-is-a-long-wild-river", 1),
    ("5g", "istio-5g-platform", 1),
    ("canary", "optimal-canary-deployments-using-istio", 1),
    ("helm", "taming-istio-configuration-with-helm", 1),
    ("rate limit", "kubernetes-operator-to-manage-rate-limit", 1),
    ("api gateway", "istio-as-an-api-gateway", 1),
    ("knative", "performance-tuning-knative-platform-with-istio", 1),
    ("kafka", "integrating-apache-kafka-with-istio-on-kubernetes", 1),
    ("redis tls", "redis-tls-origination-with-the-sidecar", 1),
    ("ebpf", "accelerate-istio-cni-with-ebpf", 1),
    ("laptop", "your-laptop-as-part-of-the-service-mesh", 1),
    ("department of defense", "debugging-and-maintainability-istio", 1),
    ("office hours", "office-hours", 1),
    ("improving security", "improving-security-with-istio", 1),
    ("service mesh at enterprise scale", "istio-service-mesh-at-enterprise-scale", 1),
    ("virtual machine", "is-your-virtual-machine-ready-to-go-with-istio", 1),
    ("extending envoy", "extending-envoy-with-wasm-from-start-to-finish", 1),
    // As one types.
    ("airb", "airbnb-on-istio", 1),
    ("salesf", "salesforce-service-mesh-our-istio-journey", 1),
    ("kub gateway", "kubernetes-gateway-apis-istio-networking-apis", 3),
    ("webass", "developing-debugging-webassembly-filters", 1),
    // People and companies.
    ("christian posta", "i-want-to-sketch-a-mesh-for-you", 3),
    ("john howard", "local-istio-development", 3),
    ("lin sun", "opening-keynote", 3),
    ("atlassian", "going-dynamic-with-envoy-at-atlassian", 1),
    ("intuit", "istio-service-mesh-at-enterprise-scale", 1),
    ("t-mobile", "adopting-istio-across-100-clusters-at-t-mobile", 1),
    ("FICO", "fico-istio-journey", 1),
    // Accents, quotes.
    ("nunez", "kubernetes-operator-to-manage-rate-limit", 1),
    ("Núñez-Cacho", "kubernetes-operator-to-manage-rate-limit", 1),
    ("fundaro", "your-laptop-as-part-of-the-service-mesh", 1),
    ("fico’s journey", "fico-istio-journey", 1),
    // Typing errors.
    ("airbnp", "airbnb-on-istio", 1),
    ("kubernets operator", "kubernetes-operator-to-manage-rate-limit", 1),
    ("securty working group", "istio-product-security-working-group", 1),
    ("skywaking", "apache-skywalking-powering-istio-observability", 1),
    ("enovy atlassian", "going-dynamic-with-envoy-at-atlassian", 1),
    ("authorisation", "better-external-authorization", 3),
    ("observabilty skywalking", "apache-skywalking-powering-istio-observability", 1),
    // Chinese.
    ("百度", "baidu-infrastructure-upgrade", 1),
    ("架构升级", "baidu-infrastructure-upgrade", 1),
    ("流量管理", "federated-access-point-ebay", 1),
    // Phrases, exclusions, fields.
    ("\"long wild\"", "istio-is-a-long-wild-river", 1),
    ("“service mesh industry”", "service-mesh-industry-and-community-in-china", 1),
    ("ebay -lang:zh", "istio-at-scale-ebay", 1),
    ("speaker:posta workshop", "istio-multicluster-workshop", 1),
    ("company:google lang:en local", "local-istio-development", 1),
    ("format:keynote day:fri", "closing-remarks", 1),
    ("topic:virtual-machines lang:zh observability", "apache-skywalking-powering-istio-observability", 1),
    ("day:2021-02-24 format:case-study", "sberbank-story-moving-istio-from-poc-to-production", 1),
];

#[test]
fn what_people_look_for_comes_first() {
    let index = Index::new(&istiocon(), fold);
    let mut wrong = Vec::new();
    for (query, id, most) in RELEVANT {
        let ids = found(&index, query);
        let index = ids.iter().position(|found| found == id);
        if index.is_none_or(|index| index >= *most) {
            wrong.push(format!("{query:?}: {id} is at {index:?} of {:?}", &ids[..ids.len().min(4)]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(RELEVANT.len() >= 40);
}

#[test]
fn fields_narrow_and_words_are_left_out() {
    let index = Index::new(&istiocon(), fold);
    let count = |query: &str| index.find(query, fold).indices.len();
    assert_eq!(count(""), 67);
    assert_eq!(count("  \"\" - "), 67);
    assert_eq!(count("lang:zh"), 14);
    assert_eq!(count("-lang:zh"), 53);
    assert_eq!(count("format:lightning") + count("-format:lightning"), 67);
    let with = found(&index, "\"service\"");
    assert!(found(&index, "mesh -service").iter().all(|id| !with.contains(id)));
    assert!(index.find("lang:zh", fold).names_language && !index.find("-lang:zh", fold).names_language);
    // What must be asked for by name is not found otherwise.
    assert_eq!(index.find("mandarin", fold).corrected.len(), 1);
    // Too far to be taken for it, near enough to be offered.
    let found = index.find("\"kubrnts\" mesh", fold);
    assert_eq!((found.indices, found.nearest.as_deref()), (vec![], Some("\"kubernetes\" mesh")));
    assert_eq!(index.find("xqzwvjk", fold).nearest, None);
}

#[test]
fn an_exact_word_is_never_behind_a_corrected_one() {
    let schedule = istiocon_with(|file| {
        let sessions = file["sessions"].as_array_mut().unwrap();
        sessions[3]["summary"] = "The roed".into();
        sessions[4]["title"] = "Road road road workshop".into();
    });
    let index = Index::new(&schedule, fold);
    let found = index.find("roed", fold);
    let first = &schedule.sessions[found.indices[0]];
    assert_eq!(first.details().summary.as_deref(), Some("The roed"));
    assert_eq!(found.corrected, []);
    // Together they are nowhere, so another reading is tried.
    let found = index.find("roed workshop", fold);
    assert_eq!(found.corrected[0].0, "roed");
    assert!(!found.indices.is_empty());
}

#[test]
fn any_two_characters_in_a_row_find_a_chinese_title() {
    let (index, schedule) = (Index::new(&istiocon(), fold), istiocon());
    let session = schedule.session("baidu-infrastructure-upgrade").unwrap();
    let han: Vec<_> = session.title.chars().filter(|c| ('\u{4e00}'..'\u{9fff}').contains(c)).collect();
    for pair in han.windows(2) {
        let query: String = pair.iter().collect();
        if session.title.contains(&query) {
            assert!(found(&index, &query).contains(&session.id), "{query}");
        }
    }
}

#[test]
fn long_and_strange_queries_are_answered_soon() {
    let index = Index::new(&istiocon(), fold);
    let begun = std::time::Instant::now();
    for query in [
        "mesh ".repeat(2_000),
        "x".repeat(10_000),
        "🎉".repeat(10_000),
        "שלום עולם".into(),
        "\"".repeat(9_999),
    ] {
        index.find(&query, fold);
    }
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

/// What a query comes to where the filters say that of each session.
fn searched(
    query: &str,
    filter: impl Fn(&Session) -> FilterResult,
    index: &Index,
    schedule: &Schedule,
) -> SearchResult {
    let filtered = schedule.sessions.iter().map(|session| filter(session)).collect();
    SearchResult::of(&SearchRequest { query: query.to_owned(), filtered }, index, schedule, fold)
}

#[test]
fn a_result_comes_back_as_it_was_sent() {
    let (index, schedule) = (Index::new(&istiocon(), fold), istiocon());
    let filter = |session: &Session| match session.is_in("en") {
        true => FilterResult::Yes,
        false => FilterResult::InOtherLanguage,
    };
    for query in ["mesh", "mseh", "百度", "ebay", "lang:zh mesh", "no such thing"] {
        let result = searched(query, filter, &index, &schedule);
        assert_eq!(decode(&encode(&result)), Some(result), "{query}");
    }
    let result = searched("ebay", filter, &index, &schedule);
    assert_eq!((result.hits.len(), result.other_languages), (1, 1));
    assert_eq!(searched("ebay lang:zh", filter, &index, &schedule).hits.len(), 1);
}

/// Texts of all that steps of one byte, or of one character, go wrong by: white space of any width, combining marks, emoji that are
/// joined, both directions, scripts without spaces.
pub(crate) fn odd_text() -> impl Strategy<Value = String> {
    const PARTS: [&str; 38] = [
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u{b}",
        "\u{85}",
        "\u{a0}",
        "\u{1680}",
        "\u{2003}",
        "\u{2009}",
        "\u{200b}",
        "\u{2028}",
        "\u{202f}",
        "\u{205f}",
        "\u{3000}",
        "e\u{301}",
        "n\u{303}\u{323}",
        "\u{301}",
        "👩\u{200d}👧",
        "🏳\u{fe0f}\u{200d}🌈",
        "👍🏽",
        "🇩🇪",
        "שלום",
        "مرحبا",
        "\u{202e}abc\u{202c}",
        "服务网格",
        "カタカナ",
        "ประชุม",
        "mesh",
        "word",
        "C++",
        ".NET",
        "İ",
        "ﬁ",
        "ß",
        ",",
        "\"",
        "x",
    ];
    proptest::collection::vec(0..PARTS.len(), 0..60)
        .prop_map(|parts| parts.iter().map(|part| PARTS[*part]).collect())
}

#[test]
fn white_space_of_more_than_one_byte_killed_the_worker() {
    for space in ["\u{a0}", "\u{3000}", "\u{2009}", "\u{202f}", "\u{85}"] {
        let summary = format!("word{space}").repeat(30) + "zebra" + &format!("{space}word").repeat(30);
        let schedule = istiocon_with(|file| file["sessions"][0]["summary"] = summary.into());
        let result = searched("zebra", |_| FilterResult::Yes, &Index::new(&schedule, fold), &schedule);
        let snippet = result.hits[0].highlights.snippet.clone().unwrap();
        assert_eq!(&snippet.text[snippet.highlights[0].clone()], "zebra");
        // It begins with a word, and not within the white space before it.
        assert!(snippet.text.starts_with("…word"), "{}", snippet.text);
    }
}

#[test]
fn names_that_signs_tell_apart_were_found_in_each_other() {
    let schedule = edge_cases();
    let index = Index::new(&schedule, fold);
    let found = |query: &str| -> Vec<&str> {
        index.find(query, fold).indices.into_iter().map(|index| &*schedule.sessions[index].id).collect()
    };
    for (query, only) in [
        ("C++", "C++/50% #1?"),
        ("c#", "c#"),
        ("C＃", "c#"),
        (".net", ".net"),
        ("node,deno", "a&b=c"),
        ("Node.js & Deno: -not- a fight", "a&b=c"),
        ("++", "C++/50% #1?"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ("title：“nothing”", ""),
    ] {
        assert_eq!(
            found(query),
            [only].into_iter().filter(|id| !id.is_empty()).collect::<Vec<_>>(),
            "{query}"
        );
    }
    assert_eq!(found("🦄"), [""; 0]);
    assert_eq!(found("c").len(), found("c").iter().collect::<std::collections::BTreeSet<_>>().len());
    // A title that is typed whole finds its session, whatever signs are in it.
    for session in &schedule.sessions {
        assert_eq!(
            found(&session.title).first().map(|id| schedule.session(id).unwrap().title.as_str()),
            Some(session.title.as_str())
        );
    }
    // Parts of long words stand behind the words themselves.
    let parts = found("vortrag");
    assert!(parts.contains(&"night"));
    let whole = |id: &&str| {
        schedule.session(id).unwrap().format.as_ref().is_some_and(|format| format.key() == "Vortrag")
    };
    let ranks: Vec<_> = parts.iter().map(whole).collect();
    assert!(ranks.is_sorted_by(|before, after| before >= after), "{parts:?}");
}

/// What anybody would write: a session is found where each word is one of its words.
fn plainly(query: &[String], session: &Session) -> bool {
    let mut text = vec![session.title.clone()];
    text.extend(
        [&session.title_en, &session.track, &session.room, &session.details().summary]
            .into_iter()
            .flatten()
            .cloned(),
    );
    text.extend(
        session.speakers.iter().flat_map(|s| [Some(s.name.clone()), s.affiliation.clone()]).flatten(),
    );
    text.extend(
        session.topics.iter().cloned().chain(session.format.iter().map(|format| format.key().to_owned())),
    );
    let of_session: Vec<_> = words(&text.join(" . "), fold).into_iter().map(|word| word.text).collect();
    query.iter().all(|word| of_session.contains(word))
}

proptest! {
    #[test]
    fn no_session_is_lost_that_has_the_words(indices in proptest::collection::vec((0..67_usize, 0..200_usize), 1..4)) {
        let (index, schedule) = (of_istiocon(), istiocon());
        let word = |(index, at): &(usize, usize)| {
            let session = &schedule.sessions[*index];
            let text = format!("{} {}", session.title, session.details().summary.clone().unwrap_or_default());
            let words = words(&text, fold);
            words[at % words.len()].text.clone()
        };
        let query: Vec<_> = indices.iter().map(word).collect();
        let found = index.find(&query.join(" "), fold).indices;
        for (index, session) in schedule.sessions.iter().enumerate() {
            prop_assert!(!plainly(&query, session) || found.contains(&index), "{query:?} {}", session.id);
        }
    }

    #[test]
    fn any_text_of_a_session_is_searched_and_marked(title in odd_text(), summary in odd_text(), query in odd_text()) {
        let title = format!("T{title}");
        let schedule = istiocon_with(|file| {
            let sessions = file["sessions"].as_array_mut().unwrap();
            sessions.truncate(2);
            sessions[0]["title"] = title.clone().into();
            sessions[0]["summary"] = summary.into();
        });
        let index = Index::new(&schedule, fold);
        for query in [&*query, "mesh", "e", "word 服务", "c++"] {
            let result = searched(query, |_| FilterResult::Yes, &index, &schedule);
            for hit in &result.hits {
                let session = &schedule.sessions[hit.index];
                for mark in &hit.highlights.title {
                    prop_assert!(session.title.get(mark.clone()).is_some());
                }
                if let Some(snippet) = &hit.highlights.snippet {
                    for mark in &snippet.highlights {
                        prop_assert!(snippet.text.get(mark.clone()).is_some());
                    }
                }
            }
            prop_assert_eq!(decode(&encode(&result)), Some(result));
        }
    }

    #[test]
    fn any_query_is_answered(query in ".{0,60}") {
        let found = of_istiocon().find(&query, fold);
        let mut indices = found.indices.clone();
        indices.sort_unstable();
        indices.dedup();
        prop_assert_eq!(indices.len(), found.indices.len());
    }
}
