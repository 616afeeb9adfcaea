// Names that are made of syllables: Chinese in Pinyin, Korean, Vietnamese. There one letter off is
// another name, not a slip.
#pragma once

#include "text/parsed_name.h"

namespace chokepoint::text {

// Marks the words of a reading that are such syllables.
void mark_syllables(Reading& reading);

}  // namespace chokepoint::text
