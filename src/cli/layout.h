// The answers of the library, laid out for a person: in words, with the evidence beside each
// reason.
//
// Each takes a document of the shapes in the reference and shows what it finds; a missing field
// leaves its line out.
#pragma once

#include <cstddef>
#include <string>

#include "chokepoint/case_file.h"
#include "cli/console.h"
#include "cli/json.h"

namespace chokepoint::cli {

struct TargetsLayout {
  std::size_t targets_max = 0;  // 0: all
  std::size_t reasons_max = 3;
};
std::string lay_out_targets(const Json& document, const TargetsLayout& layout,
                            const Console& console);
CaseFile::Rows targets_as_rows(const Json& document);

std::string lay_out_explanation(const Json& document, const Console& console);
CaseFile::Rows explanation_as_rows(const Json& document);

std::string lay_out_party(const Json& document, const Console& console);
CaseFile::Rows party_as_rows(const Json& document);

std::string lay_out_evaluation(const Json& document, const Console& console);
CaseFile::Rows evaluation_as_rows(const Json& document);

std::string lay_out_goods(const Json& document, const Console& console);
CaseFile::Rows goods_as_rows(const Json& document);

// A listed name that a party's name only comes near, and what keeps them apart.
std::string near_miss_in_words(const Json& miss);

// "+2.10 text of the reason", wrapped and indented, then its evidence; shared by the layouts above.
std::string lay_out_reason(const Json& reason, char sign, bool with_source, const Console& console);

// What a reason says, as a sentence; its signal's name where it says nothing.
std::string says_in_words(const Json& reason);
// "pattern: shared contact", "fact: sensitive goods", "rate: goods on route".
std::string signal_in_words(const Json& reason);

// Row ids as "consignment:12, item:13 and 4 more".
std::string evidence_in_words(const Json& evidence, std::size_t ids_max);

}  // namespace chokepoint::cli
