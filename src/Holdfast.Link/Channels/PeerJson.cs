using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Model.Json;

namespace Holdfast.Link.Channels;

/// <summary>
/// What comes from another machine as JSON. Unknown members are skipped, as a newer party may say more; a missing or null member
/// that must be there is an error, so that no message with holes reaches the code behind.
/// </summary>
internal sealed class PeerJson<T>
    where T : class
{
    private readonly JsonTypeInfo<T> _type = Create();

    public byte[] Write(T message) => JsonSerializer.SerializeToUtf8Bytes(message, _type);

    /// <exception cref="JsonException">The bytes are no message.</exception>
    public T Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, _type) ?? throw new JsonException("The message is null.");
        }
        catch (Exception broken)
            when (broken is NotSupportedException or ArgumentException or FormatException or OverflowException)
        {
            // No "type" gives NotSupportedException, as the base is abstract; constructors and converters may refuse a value.
            throw new JsonException("Not a message of this protocol.", broken);
        }
    }

    private static JsonTypeInfo<T> Create()
    {
        var options = new JsonSerializerOptions(ModelJson.Tolerant)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(RequireWhatIsNotNullable),
        };
        options.MakeReadOnly();
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    /// <summary>Nulls are left out when written, so what may be null may be absent; a list never holds a null.</summary>
    private static void RequireWhatIsNotNullable(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }
        foreach (
            var property in type.Properties.Where(property => property.AssociatedParameter is { IsNullable: true })
        )
        {
            property.IsRequired = false;
        }
        var lists = type.Properties.Where(HoldsReferences).Select(property => property.Get!).ToArray();
        if (lists.Length > 0)
        {
            type.OnDeserialized = message => RefuseNulls(message, lists);
        }
    }

    private static bool HoldsReferences(JsonPropertyInfo property) =>
        property is { Get: not null, PropertyType.IsGenericType: true }
        && property.PropertyType.IsAssignableTo(typeof(IEnumerable))
        && property.PropertyType.GenericTypeArguments.Any(argument => !argument.IsValueType);

    private static void RefuseNulls(object message, Func<object, object?>[] lists)
    {
        foreach (var list in lists)
        {
            if (list(message) is IEnumerable items && items.Cast<object?>().Any(item => item is null))
            {
                throw new JsonException("A list holds a null.");
            }
        }
    }
}
