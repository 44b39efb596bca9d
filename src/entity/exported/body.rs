//! Organizations of a country that data/entities does not know, under the ids that texts give to them as far as texts
//! name them by their country ("Rwandan Foreign Ministry").

use crate::entity::body::ministry_of;
use crate::entity::exported::Meant;
use crate::entity::exported::actor::COMMON;
use crate::entity::exported::actor::Case;
use crate::entity::gazetteer::Country;
use crate::entity::gazetteer::organization_id;
use crate::entity::title_case;
use crate::model::code::Kind;

impl Case<'_> {
    /// `words` are those of the name without the country, which stood there if `stripped`.
    pub(crate) fn body(&self, words: &[String], stripped: bool) -> Option<Meant> {
        let common = self.tables.all(words, COMMON);
        let local = words.join("-");
        let name = title_case::name(self.actor.name);
        let Some(country) = self.country else {
            let meant = || self.meant(organization_id(&local), Kind::Organization, &name, None);
            return (!common).then(meant);
        };
        if let Some(words) = self.ministry(words) {
            let (id, name) = ministry_of(self.gazetteer, country, &words);
            return Some(self.meant(id, Kind::Organization, &name, Some(country.id())));
        }
        let id = organization_id(&format!("{}-{local}", country.code.to_lowercase()));
        let name =
            if common && !stripped { format!("{} {name}", adjective(country)) } else { name };
        let meant = self.meant(id, Kind::Organization, &name, Some(country.id()));
        Some(Meant { further: meant.further.filter(|_| !common || stripped), ..meant })
    }

    /// "ministry of foreign affairs" and "foreign ministry" as texts write it: the field, then the ministry.
    fn ministry(&self, words: &[String]) -> Option<String> {
        let patterns = &self.gazetteer.patterns;
        let is_head = |it: &&String| patterns.group.ministry.contains(it.as_str());
        let field = |it: &&String| patterns.title.portfolio.contains(it.as_str());
        let joining = |it: &str| matches!(it, "of" | "and" | "for" | "the");
        if !words.iter().all(|it| is_head(&it) || field(&it) || joining(it)) {
            return None;
        }
        let (first, last) = (words.first().filter(is_head), words.last().filter(is_head));
        let parts: Vec<&str> = match (first, last) {
            (_, Some(_)) => words.iter().map(String::as_str).collect(),
            (Some(head), None) => {
                let field = words.iter().skip(1).map(String::as_str);
                let field = field.filter(|it| !matches!(*it, "of" | "for" | "the"));
                field.chain([head.as_str()]).collect()
            }
            (None, None) => return None,
        };
        Some(parts.join(" "))
    }
}

fn adjective(country: &Country) -> &str {
    if country.adjective.is_empty() { &country.name } else { &country.adjective }
}
