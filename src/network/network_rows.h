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
  Text kind;  // ships_to, pays, located_at, uses, same_as
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
  static constexpr auto columns() {
    using Row = network::Link;
    return std::tuple{
        Column{"link_id", &Row::link_id},         Column{"kind", &Row::kind},
        Column{"from_id", &Row::from_id},         Column{"to_id", &Row::to_id},
        Column{"record_kind", &Row::record_kind}, Column{"record_id", &Row::record_id},
        Column{"happened_at", &Row::happened_at}, Column{"known_at", &Row::known_at},
    };
  }
};

template <>
struct Table<network::Component> {
  static constexpr const char* kName = "component";
  static constexpr auto columns() {
    using Row = network::Component;
    return std::tuple{
        Column{"party_id", &Row::party_id},
        Column{"component_id", &Row::component_id},
        Column{"known_at", &Row::known_at},
    };
  }
};

template <>
struct Table<network::LinkWithdrawal> {
  static constexpr const char* kName = "link_withdrawal";
  static constexpr auto columns() {
    using Row = network::LinkWithdrawal;
    return std::tuple{
        Column{"link_id", &Row::link_id},
        Column{"party_decision_id", &Row::party_decision_id},
        Column{"known_at", &Row::known_at},
    };
  }
};

}  // namespace chokepoint::records
