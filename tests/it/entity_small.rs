//! Who is meant, in texts of a sentence or two: each mark is `[words|ids]`, several ids by `+`, `?` where
//! nothing may be said, `[words|id,rule]` where the rule matters.

use crate::entity_gold::Reader;
use crate::entity_gold::mention_of;
use crate::entity_gold::unmark;
use demarche::entity::mention::Entity;
use demarche::model::code::Kind;
use std::collections::BTreeSet;

fn check(rows: &[(&str, &str)]) {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for (day, marked) in rows {
        let (text, stretches) = unmark(marked);
        let mentions = reader.read(&text, Some(day));
        for it in &stretches {
            let found = mention_of(&mentions, it);
            let ids: BTreeSet<&str> = found
                .iter()
                .flat_map(|it| &it.entities)
                .map(|it| plain(&mentions.entities[*it]))
                .collect();
            let want: BTreeSet<&str> = it.key.split('+').filter(|it| *it != "?").collect();
            if ids != want {
                let rule = found.map_or("", |it| it.rule.as_str());
                wrong.push(format!("[{}|{}] became {ids:?} {rule}: {text}", it.words, it.key));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The id without the country behind the name of somebody whom no table knows.
fn plain(entity: &Entity) -> &str {
    let country = entity.country.as_ref().map(|it| format!("-{}", it.local().to_lowercase()));
    let person = country.filter(|_| entity.kind == Kind::Person);
    person.and_then(|it| entity.id.as_str().strip_suffix(&it)).unwrap_or(entity.id.as_str())
}

#[test]
fn one_office_under_several_words() {
    check(&[
        (
            "2007-10-23",
            "[The British foreign secretary|person:david-miliband] spoke to [the US defense secretary|person:robert-gates].",
        ),
        ("2007-10-23", "[The US defence secretary|person:robert-gates] left."),
        ("2007-10-23", "[The Defense Secretary|person:robert-gates] said troops would leave."),
        ("2007-10-23", "[The German defense minister|person:franz-josef-jung] left."),
        (
            "2007-10-23",
            "UN secretary general [Ban Ki-moon|person:ban-ki-moon] spoke. [The UN secretary-general|person:ban-ki-moon] left. [The secretary general|person:ban-ki-moon] was late.",
        ),
        ("2007-10-23", "[The British chancellor|country:GBR] presented a budget."),
        ("2007-10-23", "[The Irish premier|person:bertie-ahern] spoke."),
        (
            "2012-05-12",
            "US Defense Secretary [Alan Whitcombe|person:alan-whitcombe] left. [The defence minister|person:alan-whitcombe] had no comment.",
        ),
    ]);
}

#[test]
fn the_latter_and_the_former() {
    check(&[
        (
            "2012-05-12",
            "Foreign Minister Karin Ekdahl of Sweden met Otto Berg, the German chancellor. [The latter|person:otto-berg] was pleased.",
        ),
        (
            "2012-05-12",
            "President Ivan Petrov and Prime Minister Otto Berg spoke. [The former|person:ivan-petrov] called for calm.",
        ),
        (
            "2012-05-12",
            "Norway and Sweden held talks. [The latter|country:SWE] wants a treaty, [the former|country:NOR] does not.",
        ),
        ("2012-05-12", "Norway signed with Sweden, and [the latter|country:SWE] paid."),
        ("2012-05-12", "Norway, Sweden and Denmark met. [The latter|?] protested."),
        (
            "2012-05-12",
            "President Ivan Petrov and Prime Minister Otto Berg spoke. [The former president|?] was absent.",
        ),
        ("2012-05-12", "President Ivan Petrov spoke in Oslo. [The latter|?] part was long."),
    ]);
}

#[test]
fn counterparts_without_a_name() {
    check(&[
        (
            "2012-05-12",
            "Foreign Minister Ivan Petrov of Bulgaria met Foreign Minister Otto Berg of Germany. Petrov thanked [his counterpart|person:otto-berg].",
        ),
        (
            "2012-05-12",
            "Bulgarian Foreign Minister Ivan Petrov met Otto Berg of Germany. Petrov thanked [his counterpart|person:otto-berg].",
        ),
        (
            "2012-05-12",
            "Norwegian Foreign Minister Nils Bakken met [his Swedish counterpart|person:carl-bildt]. Bakken told [his counterpart|person:carl-bildt] that Norway would sign.",
        ),
        (
            "2012-05-12",
            "Bulgarian Foreign Minister Ivan Petrov met Otto Berg of Germany and Karin Ekdahl of Sweden. Petrov thanked [his counterpart|?].",
        ),
    ]);
}

#[test]
fn pairs_and_reflexives() {
    check(&[
        (
            "2012-05-12",
            "President Ivan Petrov of Bulgaria met President Anna Ekdahl of Sweden. [Both|person:anna-ekdahl+person:ivan-petrov] called for calm. [The pair|person:anna-ekdahl+person:ivan-petrov] spoke for an hour. [The two presidents|person:anna-ekdahl+person:ivan-petrov] left.",
        ),
        (
            "2012-05-12",
            "Norway and Sweden signed a treaty. [The two neighbours|country:NOR+country:SWE] share a border. [Both sides|country:NOR+country:SWE] agreed. [The sides|country:NOR+country:SWE] had quarrelled.",
        ),
        (
            "2012-05-12",
            "Sweden sees [itself|country:SWE] as a mediator. Norway and Sweden see [themselves|country:NOR+country:SWE] as friends.",
        ),
        (
            "2012-05-12",
            "Queen Margareta blamed [herself|person:margareta]. Norway, Sweden and Denmark met. [Both|?] protested.",
        ),
    ]);
}

#[test]
fn forces_and_officials_speak_for_their_country() {
    check(&[
        (
            "2012-05-12",
            "[Israeli troops|country:ISR] shelled the town. [Turkish police|country:TUR] detained him.",
        ),
        (
            "2012-05-12",
            "[The Syrian army|country:SYR] and [the Syrian air force|country:SYR] attacked the town.",
        ),
        (
            "2012-05-12",
            "[Turkish border guards|country:TUR] opened fire. [Greece's coast guard|country:GRC] replied.",
        ),
        (
            "2012-05-12",
            "[US officials|country:USA] met [Iranian negotiators|country:IRN]. [Russian lawmakers|country:RUS] protested.",
        ),
        (
            "2012-05-12",
            "[Chinese warships|country:CHN] entered the strait. [Russian fighter jets|country:RUS] followed.",
        ),
        (
            "2012-05-12",
            "[German prosecutors|country:DEU] charged two men. [French diplomats|country:FRA] left.",
        ),
        (
            "2012-05-12",
            "[The Belarusian authorities|country:BLR] released him. [The Iranian regime|country:IRN] did not.",
        ),
    ]);
}

#[test]
fn groups_that_act() {
    check(&[
        (
            "2012-05-12",
            "[Syrian rebels|org:syr-rebels] attacked the town on Monday. [The rebels|org:syr-rebels] withdrew later.",
        ),
        ("2012-05-12", "Turkey held talks with [the Syrian opposition|org:syr-opposition]."),
        ("2014-05-12", "[Separatists|org:ukr-separatists] in eastern Ukraine shot down a plane."),
        ("2014-05-12", "[Pro-Russian separatists|?] attacked Ukrainian troops."),
        ("2012-05-12", "[Kurdish militants|?] attacked a convoy in Turkey."),
        (
            "2012-05-12",
            "[Chilean students|org:chl-students] clashed with [Chilean police|country:CHL].",
        ),
        ("2012-05-12", "The Syrian rebel leader said nothing. [Rebel|?]-held towns were shelled."),
    ]);
}

#[test]
fn one_name_in_several_spellings() {
    check(&[
        (
            "2008-05-12",
            "[Sergey Lavrov|person:sergei-lavrov] spoke. [Serguei Lavrov|person:sergei-lavrov] left.",
        ),
        (
            "2008-05-12",
            "Libyan leader [Moammar Qadhafi|person:muammar-gaddafi] spoke. [Kadafi|person:muammar-gaddafi] left.",
        ),
        (
            "2012-05-12",
            "Foreign Minister [Sergey Novak|person:sergey-novak] of Bulgaria spoke. [Sergei Novak|person:sergey-novak] left. [Novak|person:sergey-novak] was late.",
        ),
        (
            "2012-05-12",
            "President [Mohammed Husayn|person:mohammed-husayn] of Chad met the envoy. [Muhammad Hussein|person:mohammed-husayn] thanked him. [Hussein|person:mohammed-husayn] left.",
        ),
        (
            "2012-05-12",
            "Foreign Minister [Aleksandr Petrov|person:aleksandr-petrov] of Bulgaria spoke. [ALEXANDER PETROV|person:aleksandr-petrov] left.",
        ),
        (
            "2012-05-12",
            "Foreign Minister [Yuri A. Marlow|person:yuri-marlow] of Bulgaria spoke. [Yury Marlow|person:yuri-marlow] left.",
        ),
        (
            "2012-05-12",
            "BULGARIAN FOREIGN MINISTER [IVAN PETROV|person:ivan-petrov] MET GERMAN CHANCELLOR [OTTO BERG|person:otto-berg] IN SOFIA. [PETROV|person:ivan-petrov] LEFT.",
        ),
        (
            "2012-05-12",
            "Defence Minister [Abdul Rahman al-Marlow|person:abdul-rahman-al-marlow] of Yemen met Foreign Minister [Jean-Pierre de la Berg|person:jean-pierre-de-la-berg] of France. [Al-Marlow|person:abdul-rahman-al-marlow] thanked [de la Berg|person:jean-pierre-de-la-berg].",
        ),
    ]);
}
