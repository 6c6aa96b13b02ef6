import java.lang.reflect.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.stream.*;

/**
 * Writes data/apex-library.json: the signatures of Apex's platform types, read by reflection from the Java stubs in
 * standard-types-*.jar (see data/NOTICE.md). A maintainer runs it, through generate-library.sh, when a new release of
 * the stubs is taken in; its output is committed. What the stubs get wrong is put right in
 * data/apex-library-overlay.json, by hand, never in the output.
 */
public class GenerateLibrary {
    static final String ROOT = "com.nawforce.runforce.";
    /** Not types that Apex code can name: markup components, stand-ins of the stubs, SObjects. */
    static final Set<String> SKIPPED_NAMESPACES = Set.of("Component", "Internal", "SObjectStubs", "SObjects");
    /** Types and namespaces that the stubs spell otherwise than Apex's documentation. */
    static final Map<String, String> SPELLING = Map.of("Url", "URL", "cache", "Cache", "dom", "Dom", "eventbus", "EventBus", "reports", "Reports");
    static final Set<String> systemNames = new HashSet<>();

    public static void main(String[] arguments) throws Exception {
        TreeMap<String, Class<?>> classes = new TreeMap<>();
        try (JarFile jar = new JarFile(arguments[0])) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String path = entry.getName();
                if (!path.endsWith(".class") || !path.startsWith("com/nawforce/runforce/")) continue;
                Class<?> type = Class.forName(path.replace('/', '.').replaceAll("\\.class$", ""));
                if (!Modifier.isPublic(type.getModifiers()) || type.isAnonymousClass()) continue;
                String name = type.getName().substring(ROOT.length());
                if (SKIPPED_NAMESPACES.contains(name.split("\\.")[0])) continue;
                classes.put(apexName(type), type);
            }
        }
        for (String name : classes.keySet()) {
            if (name.startsWith("System.")) systemNames.add(name.substring("System.".length()).toLowerCase());
        }
        StringBuilder out = new StringBuilder("{\n\"types\": {\n");
        out.append(classes.entrySet().stream().map(e -> quote(e.getKey()) + ": " + describe(e.getValue())).collect(Collectors.joining(",\n")));
        out.append("\n}\n}\n");
        Files.writeString(Path.of(arguments[1]), out.toString());
        System.err.println(classes.size() + " types");
    }

    /** `System.QueueableDuplicateSignature.Builder`: namespace first, nested types with dots, no `$`. */
    static String apexName(Class<?> type) {
        String name = type.getName().substring(ROOT.length());
        return Arrays.stream(name.split("[.$]")).filter(part -> !part.isEmpty()).map(part -> SPELLING.getOrDefault(part, part)).collect(Collectors.joining("."));
    }

    static String describe(Class<?> type) {
        List<String> parts = new ArrayList<>();
        parts.add("\"k\": " + quote(type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class"));
        if (type.isEnum()) {
            List<String> constants = Arrays.stream(type.getFields()).filter(Field::isEnumConstant).map(f -> plain(f.getName())).toList();
            parts.add("\"e\": " + strings(constants));
            return "{" + String.join(", ", parts) + "}";
        }
        List<String> parameters = Arrays.stream(type.getTypeParameters()).map(TypeVariable::getName).toList();
        if (!parameters.isEmpty()) parts.add("\"tp\": " + strings(parameters));
        if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) parts.add("\"x\": " + quote(text(type.getGenericSuperclass())));
        List<String> interfaces = Arrays.stream(type.getGenericInterfaces()).map(GenerateLibrary::text).filter(t -> !t.equals("Object")).sorted().toList();
        if (!interfaces.isEmpty()) parts.add("\"i\": " + strings(interfaces));
        if (!type.isInterface() && Modifier.isAbstract(type.getModifiers())) parts.add("\"a\": true");
        if (!type.isInterface()) {
            TreeSet<String> constructors = new TreeSet<>();
            for (Constructor<?> c : type.getConstructors()) constructors.add(strings(texts(c.getGenericParameterTypes())));
            if (!constructors.isEmpty()) parts.add("\"c\": [" + String.join(", ", constructors) + "]");
            TreeMap<String, String> properties = new TreeMap<>();
            for (Field f : type.getDeclaredFields()) {
                if (!Modifier.isPublic(f.getModifiers())) continue;
                String row = "[" + (Modifier.isStatic(f.getModifiers()) ? "\"static\", " : "") + quote(text(f.getGenericType())) + ", " + quote(plain(f.getName())) + "]";
                properties.put(plain(f.getName()).toLowerCase(), row);
            }
            if (!properties.isEmpty()) parts.add("\"p\": [" + String.join(", ", properties.values()) + "]");
        }
        TreeMap<String, String> methods = new TreeMap<>();
        for (Method m : type.getDeclaredMethods()) {
            if (!Modifier.isPublic(m.getModifiers()) || m.isSynthetic() || m.isBridge()) continue;
            String name = plain(m.getName());
            List<String> arguments = texts(m.getGenericParameterTypes());
            String row = "[" + (Modifier.isStatic(m.getModifiers()) ? "\"static\", " : "") + quote(text(m.getGenericReturnType())) + ", " + quote(name) + ", " + strings(arguments) + "]";
            methods.put(name.toLowerCase() + arguments.size() + arguments, row);
        }
        if (!methods.isEmpty()) parts.add("\"m\": [" + String.join(", ", methods.values()) + "]");
        return "{" + String.join(", ", parts) + "}";
    }

    static List<String> texts(Type[] types) {
        return Arrays.stream(types).map(GenerateLibrary::text).toList();
    }

    /** A type as Apex writes it: System types without their namespace, SObjects by name, `Object` for anything. */
    static String text(Type type) {
        if (type instanceof ParameterizedType generic) {
            String raw = text(generic.getRawType());
            if (raw.equals("Object") || raw.startsWith("Schema.SObjectType")) return raw;
            String inner = Arrays.stream(generic.getActualTypeArguments()).map(GenerateLibrary::text).collect(Collectors.joining(","));
            return raw + "<" + inner + ">";
        }
        if (type instanceof WildcardType wildcard) return text(wildcard.getUpperBounds()[0]);
        if (type instanceof TypeVariable<?> variable) return variable.getGenericDeclaration() instanceof Class<?> ? variable.getName() : text(variable.getBounds()[0]);
        if (type instanceof GenericArrayType array) return "List<" + text(array.getGenericComponentType()) + ">";
        Class<?> c = (Class<?>) type;
        if (c.isArray()) return "List<" + text(c.getComponentType()) + ">";
        if (c == void.class) return "void";
        if (c.isPrimitive()) return Map.of("int", "Integer", "boolean", "Boolean", "long", "Long", "double", "Double").getOrDefault(c.getName(), "Object");
        if (!c.getName().startsWith(ROOT)) return c == String.class ? "String" : "Object";
        String name = apexName(c);
        int dot = name.indexOf('.');
        String namespace = name.substring(0, dot), rest = name.substring(dot + 1);
        switch (namespace) {
            case "System": return rest;
            // The name of an SObject that System also uses is written as Apex allows it: Schema.Network.
            case "SObjects": case "SObjectStubs": return rest.equals("SObject") || !systemNames.contains(rest.toLowerCase()) ? rest : "Schema." + rest;
            case "Internal":
                return switch (rest) {
                    case "RecordSet" -> "List";
                    case "SObjectType" -> "Schema.SObjectType";
                    case "DescribeSObjectResult" -> "Schema.DescribeSObjectResult";
                    case "SObjectTypeFields", "SObjectFields" -> "Schema.SObjectTypeFields";
                    case "SObjectTypeFieldSets" -> "Schema.SObjectTypeFieldSets";
                    default -> "Object";
                };
            default: return name;
        }
    }

    static String plain(String name) {
        return name.replaceAll("\\$+$", "");
    }

    static String strings(List<String> values) {
        return values.stream().map(GenerateLibrary::quote).collect(Collectors.joining(", ", "[", "]"));
    }

    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
