// By what a mention names its party: the company where there is one, else the name. Pure.
#pragma once

#include "records/nouns.h"
#include "text/name_key.h"

namespace chokepoint::parties {

struct MentionName {
  records::Text written;  // empty: nothing is stated
  text::NameKey key;
  bool is_organisation = false;
};
MentionName read_name(const records::Mention& mention);

}  // namespace chokepoint::parties
