// The fields of a consignment that rates are kept by, as hashes.
#pragma once

#include <span>

#include "signals/facts.h"
#include "targets/rate_book.h"

namespace chokepoint::targets {

// `mentions` and `resolved` are all of the consignment's; the declarant is the mention in that role, else the broker named.
Profile make_profile(const signals::Subject& subject, std::span<const records::Mention> mentions,
                     std::span<const parties::ResolvedMention> resolved);

}  // namespace chokepoint::targets
