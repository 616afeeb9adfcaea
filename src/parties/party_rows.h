// Who is behind the mentions: parties, places and channels, as dated rows.
#pragma once

#include <cstdint>

#include "records/columns.h"

namespace chokepoint::parties {

using records::Moment;
using records::RowId;
using records::Text;

// What mentions resolve to. The id is made from the mention that founded it.
struct Party {
  RowId party_id;
  Text name;  // as first written
  Text country;
  // what its mentions must share besides the name: place, channel, identifier, or name_only
  Text basis;
  RowId founding_mention_id;
  Moment known_at;
};

// Which party a mention is, from this moment on. A mention has a second row where a decision moved
// it.
struct PartyMention {
  RowId mention_id;
  RowId party_id;
  RowId place_id;
  // new, place, channel, identifier, name_only, building, firm_name, similar_name, decision
  Text basis;
  Moment known_at;
};

// Two parties found to be one. From this moment `party_id` stands for both; the older id is kept.
struct PartyMerge {
  RowId merged_party_id;
  RowId party_id;    // the one kept
  RowId mention_id;  // the mention that showed it
  Text basis;
  Moment known_at;
  RowId party_decision_id;  // of basis decision
};

// A party parted by a decision. The side with the founding mention keeps the id; the other has the
// id made from its own oldest mention, which is its old one if it had been merged in.
struct PartySplit {
  RowId party_id;
  RowId new_party_id;
  bool was_party = false;  // it had been a party of its own before
  RowId mention_id;        // the new party's oldest
  RowId party_decision_id;
  Moment known_at;
};

// What a decision came to when it was taken, and whenever another changed that. The latest counts.
struct DecisionEffect {
  RowId party_decision_id;
  // merged, split, one_already, apart_already, unknown_mention, nothing_to_undo; later undone,
  // lifted, restored
  Text effect;
  bool in_force = false;
  RowId caused_by;  // the decision that changed it; itself at first
  Moment known_at;
};

// A normalised address, down to the unit.
struct Place {
  RowId place_id;
  RowId building_id;  // equal for units of one building
  Text street;        // as first written
  Text city;
  Text postcode;
  Text region;
  Text country;
  Moment known_at;
};

// What kind of place an address is, as learnt from who was named there. Its latest row counts.
struct PlaceKind {
  RowId place_id;
  Text kind;  // home, firm, offices, campus, forwarder, mail_drop, post_office, customs_facility
  std::int32_t people = 0;  // named there by then
  std::int32_t organisations = 0;
  Moment known_at;
};

// A phone, e-mail, handle, account, wallet, IP address or official identifier.
struct Channel {
  RowId channel_id;
  Text kind;   // phone, email, handle, account, wallet, ip, identifier
  Text value;  // as first written
  Moment known_at;
};

// Which channels a mention gave.
struct MentionChannel {
  RowId mention_id;
  RowId channel_id;
};

}  // namespace chokepoint::parties

namespace chokepoint::records {

template <>
struct Table<parties::Party> {
  static constexpr const char* kName = "party";
  static constexpr void columns(auto&& visit) {
    using Row = parties::Party;
    visit(Column{"party_id", &Row::party_id});
    visit(Column{"name", &Row::name});
    visit(Column{"country", &Row::country});
    visit(Column{"basis", &Row::basis});
    visit(Column{"founding_mention_id", &Row::founding_mention_id});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<parties::PartyMention> {
  static constexpr const char* kName = "party_mention";
  static constexpr void columns(auto&& visit) {
    using Row = parties::PartyMention;
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"party_id", &Row::party_id});
    visit(Column{"place_id", &Row::place_id});
    visit(Column{"basis", &Row::basis});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<parties::PartyMerge> {
  static constexpr const char* kName = "party_merge";
  static constexpr void columns(auto&& visit) {
    using Row = parties::PartyMerge;
    visit(Column{"merged_party_id", &Row::merged_party_id});
    visit(Column{"party_id", &Row::party_id});
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"basis", &Row::basis});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"party_decision_id", &Row::party_decision_id});
  }
};

template <>
struct Table<parties::PartySplit> {
  static constexpr const char* kName = "party_split";
  static constexpr void columns(auto&& visit) {
    using Row = parties::PartySplit;
    visit(Column{"party_id", &Row::party_id});
    visit(Column{"new_party_id", &Row::new_party_id});
    visit(Column{"was_party", &Row::was_party});
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"party_decision_id", &Row::party_decision_id});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<parties::DecisionEffect> {
  static constexpr const char* kName = "decision_effect";
  static constexpr void columns(auto&& visit) {
    using Row = parties::DecisionEffect;
    visit(Column{"party_decision_id", &Row::party_decision_id});
    visit(Column{"effect", &Row::effect});
    visit(Column{"in_force", &Row::in_force});
    visit(Column{"caused_by", &Row::caused_by});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<parties::Place> {
  static constexpr const char* kName = "place";
  static constexpr void columns(auto&& visit) {
    using Row = parties::Place;
    visit(Column{"place_id", &Row::place_id});
    visit(Column{"building_id", &Row::building_id});
    visit(Column{"street", &Row::street});
    visit(Column{"city", &Row::city});
    visit(Column{"postcode", &Row::postcode});
    visit(Column{"region", &Row::region});
    visit(Column{"country", &Row::country});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<parties::PlaceKind> {
  static constexpr const char* kName = "place_kind";
  static constexpr void columns(auto&& visit) {
    using Row = parties::PlaceKind;
    visit(Column{"place_id", &Row::place_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"people", &Row::people});
    visit(Column{"organisations", &Row::organisations});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<parties::Channel> {
  static constexpr const char* kName = "channel";
  static constexpr void columns(auto&& visit) {
    using Row = parties::Channel;
    visit(Column{"channel_id", &Row::channel_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"value", &Row::value});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<parties::MentionChannel> {
  static constexpr const char* kName = "mention_channel";
  static constexpr void columns(auto&& visit) {
    using Row = parties::MentionChannel;
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"channel_id", &Row::channel_id});
  }
};

}  // namespace chokepoint::records
