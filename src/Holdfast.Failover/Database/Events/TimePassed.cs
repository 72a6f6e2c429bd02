namespace Holdfast.Failover.Database.Events;

public sealed record TimePassed : DatabaseEvent
{
    public static readonly TimePassed Instance = new();
}
