using Holdfast.Lab.Scenarios.Faults;

namespace Holdfast.Lab.Scenarios;

public static class AllScenarios
{
    /// <summary>Of machines that share addresses, clients and a database.</summary>
    public static IReadOnlyList<Scenario> OfPairs { get; } =
    [
        new DatabasePairScenario(),
        new PairDatabaseScenario(),
        new FailoverPageScenario(),
        new FailoverScenario(),
        new FailoverApartScenario(),
        new KeepalivedScenario(),
        new MeshScenario(),
        new PairScenario(),
        new BalancedScenario(),
        new DividedPairScenario(),
        new PairClocksScenario(),
        new IPv6PairScenario(),
        new TranslatedPairScenario(),
        new TroubledPairScenario(),
        new WitnessScenario(),
    ];

    /// <summary>In which each part of an installation breaks.</summary>
    public static IReadOnlyList<Scenario> OfFaults { get; } =
    [
        new FaultsDiskScenario(),
        new FaultsKillScenario(),
        new FaultsSilenceScenario(),
        new PatroniScenario(),
        new PortalsAwayScenario(),
    ];

    /// <summary>All others.</summary>
    public static IReadOnlyList<Scenario> OfServers { get; } =
    [
        new BackupScenario(onPostgres: false),
        new BackupScenario(onPostgres: true),
        new ConnectScenario(),
        new DatabaseMoveScenario(),
        new DisabledWhileAwayScenario(),
        new ExpiredScenario(),
        new KnownClientsScenario(),
        new NodeKilledScenario(),
        new PortalKilledScenario(),
        new RollingRestartScenario(),
        new PostgresScenario(),
        new RevokedScenario(),
        new TwoNodesScenario(),
    ];

    /// <summary>Which last too long for <c>./test</c>: what they show, one of the others shows in little.</summary>
    public static IReadOnlyList<Scenario> ByHand { get; } = [new PartedPairScenario()];

    public static IReadOnlyList<Scenario> List { get; } = [.. OfServers, .. OfFaults, .. OfPairs, .. ByHand];

    public static Scenario? Find(string name) => List.FirstOrDefault(scenario => scenario.Name == name);
}
