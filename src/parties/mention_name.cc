#include "parties/mention_name.h"

#include "parties/read_texts.h"

namespace chokepoint::parties {

MentionName read_name(const records::Mention& mention) {
  MentionName name;
  name.written = mention.company.empty() ? mention.name : mention.company;
  if (name.written.empty()) return name;
  name.key = read_name(name.written, mention.country);
  name.is_organisation = name.key.looks_like_organisation || !mention.company.empty();
  return name;
}

}  // namespace chokepoint::parties
