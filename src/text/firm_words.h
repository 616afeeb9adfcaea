// The words of a firm's name in Latin letters: legal forms, places, trades, words with a meaning,
// numbers, and what is its own. Inside of text/parsed_name.
#pragma once

#include "text/reading_builder.h"
#include "text/source_words.h"

namespace chokepoint::text {

// A word with a meaning: a place, a trade, a number, or a word of its own. `meaning`: English
// words.
void add_english(std::string_view meaning, const SourceWord& written, ReadingBuilder& builder);

// `tokens` are the same words as cut, for the legal forms.
void add_firm_words(std::span<const NameToken> tokens, std::span<const SourceWord> words,
                    ReadingBuilder& builder);

}  // namespace chokepoint::text
