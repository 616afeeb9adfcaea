// Who, what and where, tied in time.
#pragma once

#include <cstdint>

#include "records/columns.h"

namespace chokepoint::network {

using records::Moment;
using records::RowId;
using records::Text;

// The first time two things were tied in one way. Later times are in the records themselves.
struct Link {
  RowId link_id;
  Text kind;  // ships_to, pays, located_at, uses, advertises, same_as
  RowId from_id;
  RowId to_id;
  Text record_kind;  // the table of the row that showed it
  RowId record_id;
  Moment happened_at;
  Moment known_at;
};

// A party joined a component: parties tied by contacts that few others use. Its latest row counts.
struct Component {
  RowId party_id;
  RowId component_id;  // the oldest party in it
  Moment known_at;
};

// What a listing has in common with others: a text that is nearly the same, or the same set of CAS
// numbers. Equal marks are equal ids.
struct ListingMark {
  RowId listing_row_id;
  RowId mark_id;
  Text kind;            // text, cas_set
  double likeness = 1;  // 0..1, to the listing that founded the mark
  Moment known_at;
};

// A selling party that came under another name with what survived of one that had fallen silent.
struct Succession {
  RowId party_id;
  RowId predecessor_id;
  std::int32_t telling = 0;  // what survived: 1 a phone or an advert, 2 what people do not share
  std::int32_t silent_days = 0;  // from the last sign of the one to the first of the other
  Text record_kind;              // the row that showed it
  RowId record_id;
  Moment known_at;
};

// A decision parted a party: this link of it was taken back. What still holds was told again.
struct LinkWithdrawal {
  RowId link_id;
  RowId party_decision_id;
  Moment known_at;
};

}  // namespace chokepoint::network

namespace chokepoint::records {

template <>
struct Table<network::Link> {
  static constexpr const char* kName = "link";
  static constexpr void columns(auto&& visit) {
    using Row = network::Link;
    visit(Column{"link_id", &Row::link_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"from_id", &Row::from_id});
    visit(Column{"to_id", &Row::to_id});
    visit(Column{"record_kind", &Row::record_kind});
    visit(Column{"record_id", &Row::record_id});
    visit(Column{"happened_at", &Row::happened_at});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<network::Component> {
  static constexpr const char* kName = "component";
  static constexpr void columns(auto&& visit) {
    using Row = network::Component;
    visit(Column{"party_id", &Row::party_id});
    visit(Column{"component_id", &Row::component_id});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<network::ListingMark> {
  static constexpr const char* kName = "listing_mark";
  static constexpr void columns(auto&& visit) {
    using Row = network::ListingMark;
    visit(Column{"listing_row_id", &Row::listing_row_id});
    visit(Column{"mark_id", &Row::mark_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"likeness", &Row::likeness});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<network::Succession> {
  static constexpr const char* kName = "succession";
  static constexpr void columns(auto&& visit) {
    using Row = network::Succession;
    visit(Column{"party_id", &Row::party_id});
    visit(Column{"predecessor_id", &Row::predecessor_id});
    visit(Column{"telling", &Row::telling});
    visit(Column{"silent_days", &Row::silent_days});
    visit(Column{"record_kind", &Row::record_kind});
    visit(Column{"record_id", &Row::record_id});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<network::LinkWithdrawal> {
  static constexpr const char* kName = "link_withdrawal";
  static constexpr void columns(auto&& visit) {
    using Row = network::LinkWithdrawal;
    visit(Column{"link_id", &Row::link_id});
    visit(Column{"party_decision_id", &Row::party_decision_id});
    visit(Column{"known_at", &Row::known_at});
  }
};

}  // namespace chokepoint::records
