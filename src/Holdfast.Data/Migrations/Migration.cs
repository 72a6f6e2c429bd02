using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Data.Migrations;

/// <summary>One step of the schema. Once released it never changes, which the checksum proves.</summary>
/// <param name="Number">Without gaps, from 1.</param>
/// <param name="Name">As the file is called.</param>
internal sealed record Migration(int Number, string Name, string Script)
{
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));
}

/// <summary>What a database says that was done to it.</summary>
internal sealed record AppliedMigration(int Number, string Name, string Checksum);
