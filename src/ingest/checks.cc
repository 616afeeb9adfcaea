#include "ingest/checks.h"

#include "base/check.h"

namespace chokepoint::ingest {
namespace {

// A shape as a text of classes: A letter, 9 digit, X either; the rest stands for itself.
bool fits(records::Text text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    switch (shape[i]) {
      case 'A':
        if (!letter) return false;
        break;
      case '9':
        if (!digit) return false;
        break;
      case 'X':
        if (!letter && !digit) return false;
        break;
      default:
        if (c != shape[i]) return false;
    }
  }
  return true;
}

bool has_letter(records::Text text) {
  for (const char c : text) {
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
  }
  return false;
}

}  // namespace

bool FailedChecks::has_shape(records::IdentifierKind kind, records::Text text) {
  using records::IdentifierKind;
  switch (kind) {
    case IdentifierKind::s10: return fits(text, "AA999999999AA");
    case IdentifierKind::awb: return fits(text, "999-99999999") || fits(text, "99999999999");
    case IdentifierKind::bic: return fits(text, "AAAAAAXX") || fits(text, "AAAAAAXXXXX");
    case IdentifierKind::iban: {
      // The shortest national account has 11 characters behind the check digits.
      std::string compact;
      for (const char c : text) {
        if (c != ' ') compact += c;
      }
      return compact.size() >= 15 && compact.size() <= 34 && fits(compact.substr(0, 4), "AA99") &&
             fits(compact, std::string(compact.size(), 'X'));
    }
    case IdentifierKind::unified_social_credit:
      // Six digits of a region stand at the third place. Without a letter it may be a person's
      // number, whose last character alone may be an X.
      return fits(text, "XX999999XXXXXXXXXX") && has_letter(text.substr(0, 17));
    default: CHECK(false); return false;
  }
}

}  // namespace chokepoint::ingest
