using Holdfast.Lab.Scenarios.Faults;

namespace Holdfast.Lab.Scenarios;

public static class AllScenarios
{
    public static IReadOnlyList<Scenario> List { get; } =
    [
        new BackupScenario(onPostgres: false),
        new BackupScenario(onPostgres: true),
        new ConnectScenario(),
        new DatabaseMoveScenario(),
        new DatabasePairScenario(),
        new DisabledWhileAwayScenario(),
        new ExpiredScenario(),
        new FailoverScenario(),
        new WitnessScenario(),
        new PairScenario(),
        new FaultsDiskScenario(),
        new FaultsKillScenario(),
        new FaultsSilenceScenario(),
        new KeepalivedScenario(),
        new KnownClientsScenario(),
        new NodeKilledScenario(),
        new PatroniScenario(),
        new PortalKilledScenario(),
        new PortalsAwayScenario(),
        new RollingRestartScenario(),
        new PostgresScenario(),
        new RevokedScenario(),
        new TwoNodesScenario(),
    ];

    public static Scenario? Find(string name) => List.FirstOrDefault(scenario => scenario.Name == name);
}
