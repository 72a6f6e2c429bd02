namespace Holdfast.Failover.Tests.Configuration;

/// <summary>A configuration without mistakes, as an administrator would write it.</summary>
internal static class Files
{
    public const string Good = """
        {
          "local": { "member": 1, "links": { "outside": "eth0", "inside": "eth1" } },
          "group": {
            "id": "5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11",
            "members": [
              { "id": 1, "name": "alpha", "priority": 150, "addresses": ["192.0.2.11", "10.0.0.11"] },
              { "id": 2, "name": "beta", "priority": 100, "addresses": ["192.0.2.12", "10.0.0.12"] }
            ],
            "paths": [{ "network": "outside" }, { "network": "inside", "carrier": "udp" }],
            "units": [
              {
                "vrid": 51,
                "addresses": [
                  { "network": "outside", "address": "192.0.2.10" },
                  { "network": "outside", "address": "2001:db8::10" },
                  { "network": "inside", "address": "10.0.0.10" }
                ]
              }
            ],
            "keys": [{ "id": 1, "secret": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }],
            "activeKey": 1
          }
        }
        """;
}
