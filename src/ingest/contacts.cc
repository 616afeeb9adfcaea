#include "ingest/contacts.h"

#include <algorithm>
#include <array>

namespace chokepoint::ingest {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

bool in_email(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

void add_once(std::vector<std::string>& texts, std::string_view text) {
  if (std::ranges::find(texts, text) == texts.end()) texts.emplace_back(text);
}

std::string to_lower(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

void find_emails(std::string_view text, std::vector<std::string>& emails) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    std::size_t end = at + 1;
    while (begin > 0 && in_email(text[begin - 1])) --begin;
    while (end < text.size() && in_email(text[end])) ++end;
    while (end > at + 1 && text[end - 1] == '.') --end;
    while (begin < at && text[begin] == '.') ++begin;
    const std::string_view domain = text.substr(at + 1, end - at - 1);
    if (begin < at && domain.find('.') != std::string_view::npos)
      add_once(emails, text.substr(begin, end - begin));
  }
}

// The number at the front of `text`: digits with spaces, hyphens, brackets, dots inside; at least
// five digits.
std::string_view phone_at(std::string_view text) {
  std::size_t digits = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      ++digits;
      end = at + 1;
    } else if (!(c == ' ' || c == '-' || c == '(' || c == ')' || c == '.' ||
                 (c == '+' && at == 0))) {
      break;
    }
  }
  return digits >= 5 && digits <= 18 ? text.substr(0, end) : std::string_view();
}

// Behind a word for phone: one number, or several with , ; / between.
void find_phones(std::string_view text, std::vector<std::string>& phones) {
  constexpr std::array<std::string_view, 6> kWords = {"tel",    "phone",     "fax",
                                                      "mobile", "facsimile", "cell"};
  const std::string lowered = to_lower(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && is_letter(text[at - 1])) continue;
    const std::string_view rest = std::string_view(lowered).substr(at);
    const auto word = std::ranges::find_if(
        kWords, [&](std::string_view known) { return rest.starts_with(known); });
    if (word == kWords.end()) continue;
    std::size_t from = at + word->size();
    const std::size_t limit = std::min(text.size(), from + 24);
    while (from < limit && !is_digit(text[from]) && text[from] != '+' && text[from] != '(') ++from;
    while (from < text.size()) {
      const std::string_view phone = phone_at(text.substr(from));
      if (phone.empty()) break;
      add_once(phones, phone);
      from += phone.size();
      const std::size_t next = text.find_first_not_of(" ,;/", from);
      if (next == std::string_view::npos || next == from) break;
      from = next;
    }
    at = std::max(at, std::min(from, text.size()) - 1);
  }
}

}  // namespace

Contacts find_contacts(std::string_view text) {
  Contacts contacts;
  find_emails(text, contacts.emails);
  find_phones(text, contacts.phones);
  return contacts;
}

std::string without_protected(std::string_view text) {
  constexpr std::array<std::string_view, 12> kLabels = {
      "gender", "nationality", "citizen", "religio", "ethnic", "sex:", "physical description",
      "hair",   "complexion",  "height:", "clan:",   "eye"};
  std::string kept;
  while (!text.empty()) {
    // A sentence ends with a full stop before a space, or a line break.
    std::size_t end = 0;
    while (end < text.size() && text[end] != '\n' &&
           !(text[end] == '.' && (end + 1 == text.size() || text[end + 1] == ' '))) {
      ++end;
    }
    end = std::min(end + 1, text.size());
    const std::string lowered = to_lower(text.substr(0, end));
    const bool is_protected = std::ranges::any_of(kLabels, [&](std::string_view label) {
      const std::size_t found = lowered.find(label);
      return found != std::string::npos && (found == 0 || !is_letter(lowered[found - 1]));
    });
    if (!is_protected) kept += text.substr(0, end);
    text.remove_prefix(end);
  }
  const std::size_t first = kept.find_first_not_of(" \n");
  const std::size_t last = kept.find_last_not_of(" \n");
  return first == std::string::npos ? "" : kept.substr(first, last - first + 1);
}

}  // namespace chokepoint::ingest
