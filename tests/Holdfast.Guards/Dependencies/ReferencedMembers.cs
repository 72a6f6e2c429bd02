using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Holdfast.Guards.Dependencies;

/// <summary>What an assembly uses of others, read from its metadata.</summary>
internal static class ReferencedMembers
{
    /// <summary>Full names of types, such as <c>System.Net.Sockets.Socket</c>.</summary>
    public static IReadOnlySet<string> Types(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata
            .TypeReferences.Select(handle => Name(metadata, metadata.GetTypeReference(handle)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Full names of members, such as <c>System.TimeProvider.get_System</c>.</summary>
    public static IReadOnlySet<string> Members(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member =>
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                return $"{Name(metadata, type)}.{metadata.GetString(member.Name)}";
            })
            .ToHashSet(StringComparer.Ordinal);
    }

    private static string Name(MetadataReader metadata, TypeReference type) =>
        $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
