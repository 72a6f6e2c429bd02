namespace Holdfast.Failover.Durable;

/// <summary>The files of an agent.</summary>
/// <param name="Folder">Absolute.</param>
public sealed record AgentHome(string Folder)
{
    public string Configuration => Path.Combine(Folder, "failover.json");

    /// <summary>What the two machines of a group keep, and portals say nothing of.</summary>
    public string KeptDatabase => Path.Combine(Folder, Holdfast.Failover.Configuration.KeptDatabase.FileName);

    public string Boot => Path.Combine(Folder, "boot");

    public string ControlSocket => Path.Combine(Folder, "control.sock");

    public string History => Path.Combine(Folder, "history.jsonl");

    public string Database => Path.Combine(Folder, "database.state");

    public string Epoch(int vrid) => Path.Combine(Folder, $"unit-{vrid}.epoch");

    public string Marks(int vrid) => Path.Combine(Folder, $"unit-{vrid}.marks");
}
