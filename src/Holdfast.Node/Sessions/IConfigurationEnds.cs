namespace Holdfast.Node.Sessions;

/// <summary>Told of configurations that are gone from the data plane.</summary>
public interface IConfigurationEnds
{
    void End(Guid configurationId, string reason);

    /// <summary>All others are gone.</summary>
    void Keep(Func<Guid, bool> isThere);
}
