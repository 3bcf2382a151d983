package glassformer.replay;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// An animated GIF that repeats for ever, written picture by picture; all share one table of 256 colours, and a colour
/// that is not in it becomes the nearest one that is. (CompuServe, "GIF89a specification"; its repetition is Netscape's
/// application extension.)
final class AnimatedGif implements AutoCloseable {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final IndexColorModel colours;
    private final ImageWriter writer;
    private final ImageOutputStream out;
    private final Map<Integer, Byte> nearest = new HashMap<>();

    /// @param colours 1 to 256 of them, opaque
    AnimatedGif(OutputStream stream, int[] colours) throws IOException {
        this.colours =
                new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("gif");
        if (!writers.hasNext()) {
            throw new IOException("this Java cannot write GIF files");
        }
        writer = writers.next();
        out = ImageIO.createImageOutputStream(stream);
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    /// @param milliseconds how long it is shown, in steps of 10
    void add(BufferedImage picture, int milliseconds) throws IOException {
        RenderedImage indexed = indexed(picture);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(indexed), null);
        writer.writeToSequence(new IIOImage(indexed, null, described(metadata, milliseconds)), null);
    }

    private static IIOMetadata described(IIOMetadata metadata, int milliseconds) throws IIOInvalidTreeException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(Math.max(1, milliseconds / 10)));
        IIOMetadataNode repetition = new IIOMetadataNode("ApplicationExtension");
        repetition.setAttribute("applicationID", "NETSCAPE");
        repetition.setAttribute("authenticationCode", "2.0");
        repetition.setUserObject(new byte[] {1, 0, 0}); // for ever
        child(root, "ApplicationExtensions").appendChild(repetition);
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode added = new IIOMetadataNode(name);
        root.appendChild(added);
        return added;
    }

    private BufferedImage indexed(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
        WritableRaster raster = indexed.getRaster();
        int[] line = new int[width];
        byte[] indices = new byte[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                indices[x] = nearest.computeIfAbsent(line[x] & 0xFFFFFF, this::find);
            }
            raster.setDataElements(0, y, width, 1, indices);
        }
        return indexed;
    }

    private byte find(int rgb) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.getMapSize(); i++) {
            int red = colours.getRed(i) - (rgb >> 16 & 0xFF);
            int green = colours.getGreen(i) - (rgb >> 8 & 0xFF);
            int blue = colours.getBlue(i) - (rgb & 0xFF);
            int distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return (byte) best;
    }

    @Override
    public void close() throws IOException {
        try {
            writer.endWriteSequence();
            out.close();
        } finally {
            writer.dispose();
        }
    }
}
