namespace Holdfast.Mesh.Durable;

/// <summary>Files in the state folder.</summary>
/// <param name="Folder">Absolute.</param>
public sealed record MeshHome(string Folder)
{
    public const string LockName = "mesh.lock";

    public string Keys => Path.Combine(Folder, "keys");

    public string Incarnation => Path.Combine(Folder, "incarnation");

    public string Members => Path.Combine(Folder, "members");

    public string Socket => Path.Combine(Folder, "mesh.sock");
}
