using System.Runtime.InteropServices;
using Holdfast.Data.Problems;
using SQLitePCL;

namespace Holdfast.Data.Sqlite;

/// <summary>
/// Binds to the distribution's own library, which its security team keeps patched, instead of the old copy that comes with packages.
/// </summary>
internal static class NativeSqlite
{
    private const string Library = "libsqlite3.so.0";

    private static readonly Lazy<bool> Loaded = new(Load);

    /// <exception cref="DatabaseException">The library is not installed.</exception>
    public static void EnsureLoaded()
    {
        try
        {
            _ = Loaded.Value;
        }
        catch (DllNotFoundException e)
        {
            throw new DatabaseException(DatabaseProblems.LibraryMissing.At(Library, e.Message), e);
        }
    }

    private static bool Load()
    {
        var handle = NativeLibrary.Load(Library);
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => string.Equals(name, "e_sqlite3", StringComparison.Ordinal) ? handle : 0
        );
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return true;
    }
}
