// Words that one name joins and the other parts: "Xiao Ming", "Xiaoming"; "Abd Alrahman", "Abdal
// Rahman". Inside of text/similarity.
#pragma once

#include "text/alignment.h"

namespace chokepoint::text {

// What joined words may be, at most; most_alike.cc rules out by it.
inline constexpr std::size_t kJoinedWords = 3;
inline constexpr std::size_t kSoundPlay = 3;  // letters that one spelling of a sound has more
inline constexpr int kLettersOfOneWrong = 2;  // of those that occur, one wrong letter changes two

enum class Joining { exact, of_one_sound, of_two_scripts, with_slips };

// Sets a word left on one side against two or three neighbours left on the other.
void match_joined(Alignment& align, Joining how, bool person);
// All that is left of both sides, where only the gaps differ.
void match_reparted(Alignment& align);

}  // namespace chokepoint::text
