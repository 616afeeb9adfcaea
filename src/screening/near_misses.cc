#include "screening/near_misses.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "screening/name_index.h"
#include "text/similarity.h"

namespace chokepoint::screening {

NearMiss describe_near_miss(const Subject& subject, const Handle& handle,
                            const records::ListEntry& version, double similarity) {
  NearMiss row;
  row.near_miss_id = records::make_row_id(
      "near_miss", RowId{base::mix(subject.id.value, version.list_entry_id.value)},
      fmt::format("{}\x1f{}", subject.mention_id.value, handle.value));
  row.party_id = subject.id;
  row.mention_id = subject.mention_id;
  row.list_entry_id = version.list_entry_id;
  row.list = version.list;
  row.entry_id = version.entry_id;
  row.listed_name = handle.value;
  row.similarity = similarity;
  return row;
}

std::string explain_near_miss(Text name, const Subject& subject, const Handle& handle,
                              const records::ListEntry& version, double similarity) {
  const Text schema = subject.is_organisation ? Text("Organization") : Text();
  const text::NameComparison compared = text::compare(
      text::parse_name(name, {schema, subject.country, nullptr}),
      text::parse_name(handle.value, {schema_of(version.kind), handle.country, nullptr}),
      {text::kDefaultThreshold, true});
  return fmt::format("similarity {:.2f} is below {:.2f}; {}", similarity, text::kDefaultThreshold,
                     compared.why);
}

}  // namespace chokepoint::screening
