// The weights of text/similarity on one page, for a reviewer. Likenesses of words are 0 to 1; costs
// are shares of a word's weight, or factors on them.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "text/parsed_name.h"

namespace chokepoint::text {

inline constexpr float kOneSound = 0.95f;             // light sounds agree
inline constexpr float kOneSyllable = 0.93f;          // Korean syllables of one sound
inline constexpr float kAnotherKorean = 0.31f;        // one letter off another syllable
inline constexpr float kAnotherKoreanSurname = 0.1f;  // Kim, Lim
inline constexpr float kSoftSound = 0.90f;            // light sounds with e as i and o as u agree
inline constexpr float kOneSkeleton = 0.84f;          // consonants agree, at least three of them
inline constexpr float kOneSkeletonFar = 0.75f;       // the same, with more than the vowels apart
inline constexpr float kSpellings = 0.92f;       // groups from here on are spellings of one name
inline constexpr float kJoined = 0.99f;          // "Xiao Ming", "Xiaoming"
inline constexpr float kJoinedSkeleton = 0.90f;  // joined words whose consonants agree, so many
inline constexpr int kJoinedConsonants = 5;
inline constexpr float kBeginning = 0.72f;         // four letters or more begin the other word
inline constexpr float kBeginningOfPerson = 0.5f;  // the same of persons, of less than six letters
inline constexpr float kAnotherBeginning = 0.6f;   // one letter off at the front or end of a name
inline constexpr float kAnotherName = 0.35f;     // one letter off, but both are names of their own
inline constexpr float kAnotherNameFar = 0.30f;  // the same, two letters off
inline constexpr float kAnotherNameSlip = 0.66f, kSlipInformation = 11.0f;
// The same of Chinese names: two syllables, or one.
inline constexpr float kAnotherSyllable = 0.6f, kAnotherShortSyllable = 0.34f;
inline constexpr float kShortAcrossScripts = 0.5f;
inline constexpr float kCodeLetterWrong = 0.9f;  // tail numbers whose digits agree
inline constexpr float kContradiction = 1.25f;   // share of its weight that a contradicted word
                                                 // costs
inline constexpr float kOmittedFirmWord = 1.1f, kOmittedTradeWord = 0.6f, kOmittedOnlyTrade = 2.2f,
                       kOmittedTradeBySlip = 2.5f, kOmittedTradeOfList = 2.6f;
// What another number or generation costs, as a share of its weight, and another initial beyond
// what any contradiction does.
inline constexpr float kOtherNumber = 2.2f, kOtherInitial = 0.8f;
inline constexpr float kOtherTrade = 0.22f;   // share of all weight that another trade or place
                                              // costs
inline constexpr float kOmittedFirst = 0.9f;  // the first word of a longer name, at least
inline constexpr float kMiddleName = 0.55f;   // share of its cost when first and last words agree
inline constexpr float kMiddleInformation = 9.5f, kMiddleInformationOfList = 14.0f;
inline constexpr float kFatherForSon = 0.3f;  // share of all weight: "Ali bin Omar", "Omar bin Ali"
inline constexpr float kOrderPerson = 0, kOrderFirm = 0.004f;
// What little information costs.
inline constexpr float kUnnamed = 0.27f, kUnnamedAlike = 0.055f, kUnnamedScale = 6.0f;
inline constexpr float kSecondSlip = 1.6f;  // what a second word with a slip costs more
// The same against a list, where thousands of names wait for a slip; and what else costs more
// there.
inline constexpr float kSecondSlipOfList = 3.0f, kTwoLettersOfList = 1.8f, kOmissionOfList = 1.25f,
                       kOtherFormOfList = 5.0f, kInitial = 0.25f, kInitialOfList = 0.45f,
                       kTwoLettersOneWrongOfList = 0.8f, kAnotherKoreanOfList = 0.65f;
// By how much costs grow against a list where the words that agree are frequent, from the
// information of a name with a rare word down.
inline constexpr float kFrequentWords = 1.0f, kRareWords = 13.0f, kRareScale = 5.0f;
// A firm's one own word that needs the same legal form, and what a form of the same class written
// otherwise then costs of all weight.
inline constexpr float kRareOwnWord = 7.5f, kFormWrittenOtherwise = 0.08f;
inline constexpr float kLeastOfList = 0.58f;  // of two firms' words, to be one at all
inline constexpr float kGoodSlip = 0.87f;     // one letter wrong in a word of three letters or more
inline constexpr float kApart = 0.12f;  // from here on little information costs all of kUnnamed
inline constexpr float kAbbreviation = 0.85f;
inline constexpr float kAcronym = 0.88f;  // coverage of initials and what they spell
inline constexpr float kLow = 0.4f;  // below, what is left of a coverage falls off without reaching
                                     // 0

// One or two letters wrong, by the length of the longer word.
inline constexpr std::array<float, 25> kOneLetterWrong = {
    0,     0,     0.45f, 0.90f, 0.90f, 0.91f, 0.93f, 0.94f, 0.945f, 0.95f, 0.953f, 0.956f, 0.96f,
    0.96f, 0.96f, 0.96f, 0.96f, 0.96f, 0.96f, 0.96f, 0.96f, 0.96f,  0.96f, 0.96f,  0.96f};
inline constexpr std::array<float, 25> kTwoLettersWrong = {
    0,     0,     0,     0,     0,     0.45f, 0.55f, 0.66f, 0.80f, 0.83f, 0.85f, 0.86f, 0.87f,
    0.88f, 0.88f, 0.88f, 0.88f, 0.88f, 0.88f, 0.88f, 0.88f, 0.88f, 0.88f, 0.88f, 0.88f};

// False where the letters that occur and the lengths alone say that more letters are wrong than
// likeness bears: one of words of four letters, two, three of words of ten. A wrong letter changes
// two at most of those that occur. Names of four letters are other names with two letters wrong.
inline bool may_share_letters(const ParsedToken& a, const ParsedToken& b) {
  constexpr int kShort = 4, kLong = 10;
  const int apart = std::popcount(a.letters ^ b.letters);
  const int gap = std::abs(a.size - b.size), longest = std::max(a.size, b.size);
  if (gap <= 3 && apart == 1) return true;  // Djordje, Dorde
  if (longest >= kLong) return gap <= 3 && apart <= 6;
  const bool are_names = (a.known || a.given_name) && (b.known || b.given_name);
  return longest <= kShort && !are_names ? gap <= 1 && apart <= 2 : gap <= 2 && apart <= 4;
}

// Groups of name_variants.tsv that both words are in; 0 for none.
float variant_similarity(const ParsedToken& a, const ParsedToken& b);

}  // namespace chokepoint::text
