using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A failover group as its administrator would describe it; the first host has the highest priority.</summary>
public sealed record FailoverGroup(
    IReadOnlyList<Host> Members,
    IReadOnlyList<Network> Networks,
    IReadOnlyList<VirtualAddress> Addresses
)
{
    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true };
    private readonly string _secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly Guid _id = Guid.CreateVersion7();

    public const int Vrid = 51;

    public const int SecondVrid = 52;

    /// <summary>Of a second unit, which moves by itself; empty: there is none.</summary>
    public IReadOnlyList<VirtualAddress> SecondAddresses { get; init; } = [];

    /// <summary>How heartbeats travel in the first network.</summary>
    public string Carrier { get; init; } = "multicast";

    public string Authentication { get; init; } = "enforce";

    public string Checksum { get; init; } = "message";

    /// <summary>A second path, UDP in the second network.</summary>
    public bool HasSecondPath { get; init; }

    /// <summary>Below it each member keeps its half of a database; null: the group keeps none.</summary>
    public string? DatabaseFolder { get; init; }

    public bool AllowsDegraded { get; init; }

    public string DatabasePassword { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    /// <summary>Heartbeats on the second path travel over IPv6.</summary>
    public bool SecondPathIsIPv6 { get; init; }

    /// <summary>The members' addresses on the first path; null: their IPv4 addresses.</summary>
    public IReadOnlyDictionary<string, IPAddress>? Sources { get; init; }

    /// <summary>A third machine; null: none.</summary>
    public IPAddress? Witness { get; init; }

    /// <summary>The configuration file of that machine.</summary>
    public string WitnessFile =>
        JsonSerializer.Serialize(
            new { groups = new[] { new { id = _id, keys = new[] { new { id = 1, secret = _secret } } } } },
            Shown
        );

    /// <summary>Each member is in a network of its own, which the group calls by the name of the first one.</summary>
    public bool IsApart { get; init; }

    /// <summary>An executable that each member calls; null: none.</summary>
    public string? Hook { get; init; }

    /// <summary>From which a member sends on the first path.</summary>
    public IPAddress SourceOf(Host member) => Sources?[member.Name] ?? LinkOf(member, Networks[0]).Address4;

    /// <summary>The configuration file of one member.</summary>
    public string FileOf(Host self) =>
        JsonSerializer.Serialize(
            new
            {
                local = new
                {
                    member = Members.ToList().IndexOf(self) + 1,
                    links = Networks.ToDictionary(network => network.Name, network => LinkOf(self, network).Interface),
                    hook = Hook,
                    database = DatabaseFolder is null ? null : new { folder = DatabaseOf(self) },
                },
                group = new
                {
                    id = _id,
                    members = Members.Select(Member),
                    paths = Paths(),
                    units = new[] { (Vrid, Addresses), (SecondVrid, SecondAddresses) }
                        .Where(unit => unit.Item2.Count > 0)
                        .Select(unit => Unit(unit.Item1, unit.Item2)),
                    authentication = Authentication,
                    checksum = Checksum,
                    keys = new[] { new { id = 1, secret = _secret } },
                    activeKey = 1,
                    witness = Witness is null ? null : new { address = $"{Witness}" },
                    database = DatabaseFolder is null ? null : Database(),
                },
            },
            Shown
        );

    /// <summary>The folder of a member's database.</summary>
    public string DatabaseOf(Host member) => Path.Combine(DatabaseFolder!, $"{member.Name}-db");

    private static object Unit(int vrid, IReadOnlyList<VirtualAddress> addresses) =>
        new
        {
            vrid,
            addresses = addresses.Select(one => new { network = one.Network.Name, address = $"{one.Address}" }),
        };

    private object Database() =>
        new
        {
            unit = Vrid,
            members = Members.Select(
                (host, index) => new { member = index + 1, address = $"{host.LinkTo(Networks[0]).Address4}" }
            ),
            password = DatabasePassword,
            replicationPassword = $"{DatabasePassword}-pair",
        };

    private Link LinkOf(Host member, Network network) => IsApart ? member.Links[0] : member.LinkTo(network);

    private IPAddress SecondSourceOf(Link link) => SecondPathIsIPv6 ? link.Address6 : link.Address4;

    private object Member(Host host, int index) =>
        new
        {
            id = index + 1,
            name = host.Name,
            priority = 200 - (index * 50),
            addresses = Networks
                .Take(HasSecondPath ? 2 : 1)
                .Select((network, path) => path == 0 ? SourceOf(host) : SecondSourceOf(host.LinkTo(network)))
                .Select(address => $"{address}"),
        };

    private IEnumerable<object> Paths()
    {
        yield return new { network = Networks[0].Name, carrier = Carrier };
        if (HasSecondPath)
        {
            yield return new { network = Networks[1].Name, carrier = "udp" };
        }
    }
}
