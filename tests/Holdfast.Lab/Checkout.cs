namespace Holdfast.Lab;

/// <summary>The checkout that the lab was built from, and the programs built in it.</summary>
public static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>What a person starts the server with.</summary>
    public static string Run => Path.Combine(Root, "run");

    /// <summary>Our executable, which <c>./run</c> and <c>./holdfast</c> start.</summary>
    public static string Holdfast =>
        Path.Combine(Root, "artifacts/bin/Holdfast/release/holdfast") is var path && File.Exists(path)
            ? path
            : throw new LabException($"{path} is not built.");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new LabException("The lab runs from a checkout.");
    }
}
