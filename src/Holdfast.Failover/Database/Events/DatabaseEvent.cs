namespace Holdfast.Failover.Database.Events;

/// <summary>Something that a member's database has to judge.</summary>
public abstract record DatabaseEvent;
