using Holdfast.Data;
using Holdfast.Portal.Features.Health;

namespace Holdfast.Web.OnFakes;

/// <summary>Some of everything.</summary>
internal sealed class FakeHealth : IHealthDesk
{
    public Task<IReadOnlyList<HealthRow>> ReadAsync(CancellationToken cancel) =>
        Task.FromResult(
            HealthRules.Judge(
                new()
                {
                    Now = FakeWorld.Now,
                    Version = "0.1.0",
                    Database = DatabaseKind.Postgres,
                    DatabaseAhead = TimeSpan.FromSeconds(4),
                    Disk = (812_000_000, 40_000_000_000),
                    CertificateEndsAt = FakeWorld.Now.AddDays(60),
                    KeysOpen = true,
                    Portals =
                    [
                        new("vpn1.example.org", "0.1.0", Runs: true),
                        new("vpn2.example.org", "0.0.9", Runs: true),
                    ],
                    Nodes =
                    [
                        new("node-1", IsLinked: true, null, "0.1.0", TimeSpan.FromMilliseconds(12)),
                        new(
                            "node-in-the-far-away-laboratory",
                            IsLinked: false,
                            "HF-1712 The other end fell silent.",
                            null,
                            null
                        ),
                    ],
                    Jobs =
                    [
                        new("Statistics", FakeWorld.Now.AddMinutes(1)),
                        new("Sends notices", FakeWorld.Now.AddHours(-1)),
                    ],
                }
            )
        );
}
