#include <cstdio>
int main() {
  std::puts("chokepoint");
}
