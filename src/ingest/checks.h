// Identifiers whose check failed, as the nouns keep them: "item_id:s10;container_no:container".
//
// A failed check is data about the row, not a reason to refuse it. Fields that hold identifiers of
// several kinds are checked only where the text has the shape of the kind: an item_id of two
// letters, nine digits and two letters is an S10.
#pragma once

#include <string>
#include <string_view>

#include "base/arena.h"
#include "records/identifiers.h"

namespace chokepoint::ingest {

class FailedChecks {
 public:
  // Nothing for empty text.
  void check(std::string_view field, records::IdentifierKind kind, records::Text text) {
    if (text.empty() || records::is_valid(kind, text)) return;
    if (!text_.empty()) text_ += ';';
    text_.append(field).append(":").append(records::name(kind));
  }
  // Only where the text has the kind's shape.
  void check_shaped(std::string_view field, records::IdentifierKind kind, records::Text text) {
    if (has_shape(kind, text)) check(field, kind, text);
  }
  records::Text keep(base::Arena& arena) const { return arena.keep(text_); }

  // Letters and digits where the kind has them, whatever the check digits say. For s10, iban, awb,
  // bic, unified_social_credit.
  static bool has_shape(records::IdentifierKind kind, records::Text text);

 private:
  std::string text_;
};

}  // namespace chokepoint::ingest
