namespace Holdfast.Failover.Database.Events;

/// <summary>An operator's word.</summary>
public sealed record OperatorAsked(OperatorWish Wish) : DatabaseEvent;
