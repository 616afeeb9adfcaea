// The words of a firm's name in Latin letters: legal forms, places, trades, words with a meaning,
// numbers, and what is its own. Inside of text/parsed_name.
#pragma once

#include "text/reading_builder.h"
#include "text/source_words.h"

namespace chokepoint::text {

// `tokens` are the same words as cut, for the legal forms.
void add_firm_words(std::span<const NameToken> tokens, std::span<const SourceWord> words,
                    ReadingBuilder& builder);

}  // namespace chokepoint::text
