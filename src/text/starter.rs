//! Function words that, capitalised after an abbreviation, show that a new sentence has begun.

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

#[cfg(test)]
mod tests {
    use crate::text::starter::STARTERS;

    #[test]
    fn the_table_is_sorted_and_short() {
        assert!(STARTERS.is_sorted());
        assert!(STARTERS.iter().all(|it| it.len() <= crate::text::starter::LONGEST));
    }
}
