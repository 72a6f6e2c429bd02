namespace Holdfast.Failover.Database.Actions;

/// <summary>For people, and for the history.</summary>
public sealed record Say(Reports.DatabaseReport What) : DatabaseAction;
