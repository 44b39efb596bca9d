//! Words that show, after the stop of an abbreviation, that a new sentence has begun or that the old one goes on.

/// Pronouns, determiners, conjunctions and adverbs; names and nouns are deliberately absent.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Every",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "Neither",
    "No",
    "None",
    "Nor",
    "Not",
    "Now",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Thus",
    "To",
    "Under",
    "Until",
    "Upon",
    "We",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
    "Your",
];

/// Longest entry in code points.
const LONGEST: usize = 9;

pub fn is_starter(word: &[char]) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    let text: String = word.iter().collect();
    STARTERS.binary_search(&text.as_str()).is_ok()
}

/// Days and months, also shortened, and what a time zone opens with.
const CALENDAR: &[&str] = &[
    "Apr",
    "April",
    "Aug",
    "August",
    "Central",
    "Dec",
    "December",
    "Eastern",
    "Feb",
    "February",
    "Fri",
    "Friday",
    "Greenwich",
    "Jan",
    "January",
    "Jul",
    "July",
    "Jun",
    "June",
    "Mar",
    "March",
    "May",
    "Mon",
    "Monday",
    "Moscow",
    "Nov",
    "November",
    "Oct",
    "October",
    "Pacific",
    "Sat",
    "Saturday",
    "Sep",
    "Sept",
    "September",
    "Sun",
    "Sunday",
    "Thu",
    "Thursday",
    "Tue",
    "Tuesday",
    "Wed",
    "Wednesday",
];

/// Whether a word goes on with a time of day: "5 p.m. Monday", "5 p.m. GMT".
pub fn is_calendar(word: &[char]) -> bool {
    let zone = (2..=4).contains(&word.len()) && word.iter().all(|it| it.is_ascii_uppercase());
    let stem = word.strip_suffix(&['.']).unwrap_or(word);
    let text: String = stem.iter().take(LONGEST).collect();
    zone || (stem.len() <= LONGEST && CALENDAR.binary_search(&text.as_str()).is_ok())
}

#[cfg(test)]
mod tests {
    use crate::text::starter::CALENDAR;
    use crate::text::starter::LONGEST;
    use crate::text::starter::STARTERS;

    #[test]
    fn the_tables_are_sorted_and_short() {
        for table in [STARTERS, CALENDAR] {
            assert!(table.is_sorted());
            assert!(table.iter().all(|it| it.len() <= LONGEST));
        }
    }
}
