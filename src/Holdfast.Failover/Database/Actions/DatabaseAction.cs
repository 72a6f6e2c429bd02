namespace Holdfast.Failover.Database.Actions;

/// <summary>Something that the shell has to do.</summary>
public abstract record DatabaseAction;
