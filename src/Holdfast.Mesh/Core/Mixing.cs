namespace Holdfast.Mesh.Core;

/// <summary>Spreads the bits of a number: the end of splitmix64 (Vigna). Against chance, not against malice.</summary>
internal static class Mixing
{
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
