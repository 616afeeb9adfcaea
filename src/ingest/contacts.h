// What lists hide in sentences: e-mail addresses, phone numbers, web sites.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::ingest {

struct Contacts {
  std::vector<std::string> emails;  // each once, in the order of the text
  std::vector<std::string> phones;  // numbers that follow a word for phone or fax; as written
};

// Never throws on any text; costs one pass.
Contacts find_contacts(std::string_view text);

// The text without the sentences that state nationality, gender, religion, ethnic background, or
// how a person looks.
std::string without_protected(std::string_view text);

}  // namespace chokepoint::ingest
