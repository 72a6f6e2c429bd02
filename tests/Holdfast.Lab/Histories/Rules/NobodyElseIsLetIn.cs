namespace Holdfast.Lab.Histories.Rules;

/// <summary>A node lets in those who live in the database, and nobody else.</summary>
internal sealed class NobodyElseIsLetIn : IRule
{
    public string Name => "nobody else is let in";

    public IEnumerable<string> Check(History history)
    {
        var living = history
            .End.Configurations.Where(row => row.IsLiving)
            .SelectMany(row => row.Nodes.Select(node => (row.Key, node)))
            .ToHashSet();
        return history
            .End.Peers.Where(peer => !living.Contains((peer.Key, peer.Node)))
            .Select(peer =>
                $"{peer.Node} lets in {peer.Key} with {peer.Address}, who does not live there by the database"
            );
    }
}
