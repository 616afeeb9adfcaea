// The kinds of value that a feed's field can hold, each with the one way it is read from text
// (convert.h).
//
// Every kind has an unknown: empty text, NaN, Moment::unknown(). Texts are trimmed, without control
// characters, and live as long as the batch they were read from.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "records/columns.h"
#include "records/moment.h"
#include "records/unknown.h"

namespace chokepoint::ingest {

using records::Moment;
using records::Text;

inline constexpr std::array<std::string_view, 7> kResults = {
    "found",         "misdeclared", "other_enforcement", "no_finding", "laboratory_pending",
    "not_presented", "released"};
inline constexpr std::array<std::string_view, 5> kSelectors = {"mandatory", "rules", "rank",
                                                               "random", "other"};
inline constexpr std::array<std::string_view, 4> kAnswers = {"none", "no_objection", "objected",
                                                             "suspended"};
inline constexpr std::array<std::string_view, 5> kPaperKinds = {"registration", "licence", "import",
                                                                "export", "end_use"};
inline constexpr std::array<std::string_view, 6> kEntryKinds = {
    "person", "organization", "vessel", "aircraft", "address", "other"};

inline constexpr std::array<std::string_view, 3> kPartyVerdicts = {"same", "apart", "undo"};

struct Id {
  Text text;
};  // a feed's own id; an S10 without its spaces, in capitals
struct Word {
  Text text;
};  // of a vocabulary: small letters, _ for spaces and hyphens
struct YesNo {
  Text text;
};  // "yes" or "no"
struct Country {
  Text code;
};  // ISO 3166 alpha-2, from alpha-2, alpha-3 or an English name
struct Countries {
  Text codes;
};  // several, ; between
struct PortCountry {
  Text code;
};  // of a UN/LOCODE or a country; unknown for a port told otherwise
struct Currency {
  Text code;
};  // ISO 4217
struct HsCode {
  Text digits;
};  // 4 to 12 digits
struct Several {
  Text text;
};  // texts with ; between, each trimmed
struct Amount {
  double value = records::kUnknown;
};  // 0 or more: money, a count
struct PieceNumber {
  std::int32_t number = 0;
};  // from 1; 0 is unknown
struct Mass {
  double kg = records::kUnknown;
};  // 0 or more
struct Happened {
  Moment at;
};  // not after the file was received
struct Until {
  Moment at;
};  // an end of validity: may lie ahead; the year 9999 is "open"
template <const auto& words>
struct OneOf {
  Text word;
};  // of `words`, an array of text

}  // namespace chokepoint::ingest
