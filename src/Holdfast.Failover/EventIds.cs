namespace Holdfast.Failover;

/// <summary>Numbers of the events that this assembly logs.</summary>
internal static class EventIds
{
    public const int AgentStarted = 1;
    public const int AgentStopped = 2;
    public const int RoleChanged = 3;
    public const int Reported = 4;
    public const int AddressesRefused = 5;
    public const int EpochNotStored = 6;
    public const int MarksNotKept = 7;
    public const int NotRealTime = 8;
    public const int HistoryNotKept = 9;
    public const int StoodStill = 10;
    public const int HealthChanged = 11;
    public const int WitnessStarted = 12;
    public const int GrantNotStored = 13;
    public const int HookCalled = 14;
    public const int Configured = 15;
    public const int Forgotten = 16;
    public const int Waits = 17;
    public const int DatabaseFailed = 50;
    public const int DatabaseBroken = 51;
}
