// A person's decisions about parties, into the case file: the same rows as the feed's, known now.
#pragma once

#include <string>
#include <string_view>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "records/moment.h"
#include "records/row_id.h"
#include "store/store.h"

namespace chokepoint::engine {

// A mention as a person names it.
struct NamedMention {
  records::RowId mention_id;
  std::string record_kind;
  std::string record_id;  // the feed's own, of a listing SHOP/ID
  std::string role;
  std::string name;
};

// RECORD, RECORD:ROLE or KIND:RECORD[:ROLE]. Errors: not_found (no such record, or nobody in that
// role), usage (several are meant); each says what there is.
Expected<NamedMention> find_named_mention(store::Store& store, std::string_view reference);

// Returns {"decision_id","verdict","subjects":[{"record","role","name"}],"undoes","reason","actor",
// "decided_at"}. Errors: usage (an unknown verdict, no reason, one mention twice, a decision taken
// back before), not_found.
Expected<std::string> record_party_decision(store::Store& store, const PartyRuling& ruling,
                                            std::string_view actor, records::Moment now);

}  // namespace chokepoint::engine
