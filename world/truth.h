// What is really so: written apart from the feeds, for measuring.
#pragma once

#include <string_view>

#include "world/feeds.h"

namespace chokepoint::world {

inline constexpr std::string_view kTruthConsignmentColumns = "subject_id,label,group";
inline constexpr std::string_view kTruthPartyColumns = "record_kind,record_id,role,party_id,kind";
inline constexpr std::string_view kTruthNetworkColumns =
    "network_id,typology,party_id,role,findable,item_id";
inline constexpr std::string_view kTruthLookAlikeColumns =
    "typology,innocent_cause,party_id,item_id";

void write_truth_of(const Plan& plan, std::string_view item_id, const Actor& sender,
                    const Actor& recipient, ChunkText& out);
void write_party_truth(std::string_view record_kind, std::string_view record_id,
                       std::string_view role, const Actor& actor, CsvRows& out);
// One row for each member and each of its illicit consignments; a member without one has a row with
// an empty item_id.
void write_networks(const World& world, CsvRows& networks, CsvRows& looks_alike);

}  // namespace chokepoint::world
