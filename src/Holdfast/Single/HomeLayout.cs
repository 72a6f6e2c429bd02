using Holdfast.Homes;

namespace Holdfast.Single;

/// <summary>Makes the folders of the single server. What is there stays.</summary>
internal static class HomeLayout
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Visible =
        Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static void Make(HomeFolder home)
    {
        Directory.CreateDirectory(home.Path, Visible);
        if (HomeMark.Read(home) is null)
        {
            HomeMark.Current.Write(home);
        }
        MakeFolders(home);
    }

    /// <summary>Without the mark that makes it a server's.</summary>
    public static void MakeFolders(HomeFolder home)
    {
        Directory.CreateDirectory(home.Path, Visible);
        Directory.CreateDirectory(home.Portal, Owner);
        Directory.CreateDirectory(home.Node, Owner);
        Directory.CreateDirectory(home.Failover, Owner);
        Directory.CreateDirectory(home.Database, Owner);
        Directory.CreateDirectory(home.Run, Owner | Group);
        File.SetUnixFileMode(home.Run, Owner | Group);
    }
}
